import assert from 'node:assert/strict';
import { blanked, printable } from '../../../../host/report/printable.ts';

describe('a printable text', () => {
  it('has the controls, the formats and the line separators of Unicode as escapes of JSON', () => {
    const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
    let text = '';
    for (let code = 0; code <= 0x10ffff; code++) text += String.fromCodePoint(code);
    text = text.replace(/["\\\p{Cs}]/gu, '');
    const shown = printable(text);
    assert.doesNotMatch(shown, hidden);
    assert.equal(JSON.parse(`"${shown}"`) === text, true);
    const plain = text.replace(hidden, '');
    assert.equal(printable(plain) === plain, true);
  });

  it('is the text itself when nothing in it is hidden', () => {
    assert.equal(printable('/run/é\\n 漢😀 "x"'), '/run/é\\n 漢😀 "x"');
  });

  it('with blanks is as long as it was', () => {
    assert.equal(blanked('\t\u009b31mx\u202e\u{e0041}y'), '  31mx   y');
  });
});
