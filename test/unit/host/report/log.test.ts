import assert from 'node:assert/strict';
import { openLog, parseDestination, type ServiceMessage } from '../../../../host/report/log.ts';

type Written = { stderr: string[]; records?: string[]; file: string[]; service: ServiceMessage[] };
type Given = { destination?: string; format?: string; level?: string };

function written({ destination, format, level }: Given): Written {
  const result: Written = { stderr: [], file: [], service: [] };
  const log = openLog(
    { destination: parseDestination(destination), format, level, identifier: 'web' },
    {
      toStderr: (message) => result.stderr.push(message),
      recordToStderr: (line) => {
        result.records = [...(result.records ?? []), line];
      },
      toFile: (path, line) => result.file.push(`${path} ${line}`),
      toService: (message) => result.service.push(message),
    },
  );
  log.error('E');
  log.warning('W');
  log.debug('D');
  return result;
}

describe('the log', () => {
  const cases: readonly [string, Given, string[], string[]][] = [
    ['errors to stderr, without a log', {}, ['E'], []],
    ['warnings to stderr, when asked for', { level: 'warning' }, ['E', 'W'], []],
    ['everything to stderr, for debug', { level: 'debug' }, ['E', 'W', 'D'], []],
    ['errors to both, with a log', { destination: '/l' }, ['E'], ['/l E']],
    [
      'to a file whose name has a colon, when its path is absolute',
      { destination: '/tmp/a:b' },
      ['E'],
      ['/tmp/a:b E'],
    ],
    [
      'warnings to the log alone',
      { destination: 'file:/l', level: 'warning' },
      ['E'],
      ['/l E', '/l W'],
    ],
  ];
  for (const [what, settings, stderr, file] of cases) {
    it(`writes ${what}`, () => {
      assert.deepEqual(written(settings), { stderr, file, service: [] });
    });
  }

  it('writes records with msg, level and time, in this order, to the microsecond', () => {
    const { file } = written({ destination: '/l', format: 'json' });
    assert.match(
      file.join(),
      /^\/l \{"msg":"E","level":"error","time":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z"\}$/,
    );
  });

  it('writes records to stderr when there is no log, of the wanted level', () => {
    const { stderr, records } = written({ format: 'json', level: 'warning' });
    assert.deepEqual(stderr, []);
    const told = records?.map((line) => JSON.parse(line) as { msg: string; level: string });
    assert.deepEqual(
      told?.map(({ msg, level }) => [msg, level]),
      [
        ['E', 'error'],
        ['W', 'warning'],
      ],
    );
  });

  it('refuses a file without a name', () => {
    for (const destination of ['', 'file:']) {
      assert.throws(() => written({ destination }), {
        message: 'expected a path after --log <destination>, found nothing',
      });
    }
  });

  it('refuses a kind of log that it does not know', () => {
    assert.throws(() => written({ destination: 'smoke:x' }), {
      message: 'unknown log type `smoke`: Invalid argument',
    });
  });

  it("sends to a service, with its priority, under the name given or else the container's", () => {
    const { stderr, file, service } = written({ destination: 'syslog:me', level: 'warning' });
    assert.deepEqual({ stderr, file }, { stderr: ['E'], file: [] });
    assert.deepEqual(service, [
      { service: 'syslog', identifier: 'me', priority: 3, message: 'E' },
      { service: 'syslog', identifier: 'me', priority: 4, message: 'W' },
    ]);
    assert.equal(written({ destination: 'journald:' }).service[0]?.identifier, 'web');
  });
});
