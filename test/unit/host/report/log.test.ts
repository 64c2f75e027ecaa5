import assert from 'node:assert/strict';
import { type LogSettings, openLog } from '../../../../host/report/log.ts';

function written(settings: Partial<LogSettings>): { stderr: string[]; file: string[] } {
  const stderr: string[] = [];
  const file: string[] = [];
  const log = openLog(
    { destination: undefined, format: undefined, level: undefined, ...settings },
    {
      toStderr: (line) => stderr.push(line),
      toFile: (path, line) => file.push(`${path} ${line}`),
    },
  );
  log.error('E');
  log.warning('W');
  log.debug('D');
  return { stderr, file };
}

describe('the log', () => {
  const cases: readonly [string, Partial<LogSettings>, string[], string[]][] = [
    ['errors to stderr, without a log', {}, ['E'], []],
    ['warnings to stderr, when asked for', { level: 'warning' }, ['E', 'W'], []],
    ['everything to stderr, for debug', { level: 'debug' }, ['E', 'W', 'D'], []],
    ['errors to both, with a log', { destination: '/l' }, ['E'], ['/l E']],
    [
      'warnings to the log alone',
      { destination: 'file:/l', level: 'warning' },
      ['E'],
      ['/l E', '/l W'],
    ],
  ];
  for (const [what, settings, stderr, file] of cases) {
    it(`writes ${what}`, () => {
      assert.deepEqual(written(settings), { stderr, file });
    });
  }

  it('writes records with msg, level and time, in this order, to the microsecond', () => {
    const { file } = written({ destination: '/l', format: 'json' });
    assert.match(
      file.join(),
      /^\/l \{"msg":"E","level":"error","time":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z"\}$/,
    );
  });

  it('refuses a kind of log that it does not know', () => {
    assert.throws(() => written({ destination: 'smoke:x' }), {
      message: 'unknown log type `smoke`: Invalid argument',
    });
    assert.throws(() => written({ destination: 'journald:x' }), {
      message: 'log type `journald` is not there yet: use file:PATH',
    });
  });
});
