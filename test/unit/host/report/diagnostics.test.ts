import assert from 'node:assert/strict';
import type { Diagnostic } from '../../../../generated/host/response.ts';
import { renderDiagnostic, renderWithSource } from '../../../../host/report/diagnostics.ts';

const UID: Diagnostic = {
  code: 'LD1102',
  column: 11,
  expected: 'integer 0…4294967294',
  file: '/srv/b/config.json',
  found: '-1',
  line: 2,
  message: 'expected integer 0…4294967294, found -1',
  pointer: '/process/user/uid',
  severity: 'error',
};

describe('a diagnostic', () => {
  it('is one line: file, line, column, pointer, expected, found', () => {
    assert.equal(
      renderDiagnostic(UID),
      'config.json:2:11: /process/user/uid: expected integer 0…4294967294, found -1',
    );
  });

  it('says when it is only a warning', () => {
    assert.equal(
      renderDiagnostic({ ...UID, severity: 'warning' }),
      'config.json:2:11: warning: /process/user/uid: expected integer 0…4294967294, found -1',
    );
  });

  it('is its message alone when it has no place', () => {
    assert.equal(
      renderDiagnostic({ code: 'LD1', message: 'container `x` does not exist', severity: 'error' }),
      'container `x` does not exist',
    );
  });

  it('points a caret at the column, which counts bytes', () => {
    const source = '{\n  "é": 1, "uid": -1\n}';
    const bytes = Buffer.byteLength('  "é": 1, "uid": ') + 1;
    assert.deepEqual(
      renderWithSource({ ...UID, column: bytes }, source)
        .split('\n')
        .slice(1),
      ['  2 |   "é": 1, "uid": -1', '    |                  ^'],
    );
  });

  it('shows the part around the place of a very long line', () => {
    const source = `{\n${'x'.repeat(1000)}-1${'y'.repeat(1000)}`;
    const [, excerpt = '', caret = ''] = renderWithSource({ ...UID, column: 1001 }, source).split(
      '\n',
    );
    assert.ok(excerpt.length < 120);
    assert.equal(excerpt[caret.indexOf('^')], '-');
  });

  it('shows no control characters', () => {
    const excerpt = renderWithSource({ ...UID, column: 1 }, '{\n\u001b[31m\t1\r\n').split('\n')[1];
    assert.equal(excerpt, '  2 |  [31m 1');
  });

  it('shows no formats either, and the caret stays where it is', () => {
    const source = '{\n"\u202e\u{e0041}": -1';
    const column = Buffer.byteLength('"\u202e\u{e0041}": ') + 1;
    assert.deepEqual(
      renderWithSource({ ...UID, column }, source)
        .split('\n')
        .slice(1),
      ['  2 | "   ": -1', '    |        ^'],
    );
  });

  it('stays one line whatever the names in the config are', () => {
    const name = 'a\nlading: ok\u001b[31m\u202e';
    const found = { ...UID, pointer: `/${name}`, message: `member "${name}" is there twice` };
    const shown = 'a\\nlading: ok\\u001b[31m\\u202e';
    assert.equal(
      renderDiagnostic(found),
      `config.json:2:11: /${shown}: member "${shown}" is there twice`,
    );
  });

  for (const line of [1, 3, 99]) {
    it(`is its one line when line ${line} of the source shows nothing`, () => {
      assert.equal(renderWithSource({ ...UID, line }, '\n{}\n').includes('\n'), false);
    });
  }
});
