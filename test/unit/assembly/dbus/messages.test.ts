// Messages to systemd, byte for byte as sd-bus marshals them: what busctl(1) of systemd 252 sent to a socket for
//
//   busctl call org.freedesktop.systemd1 /org/freedesktop/systemd1 org.freedesktop.systemd1.Manager StartTransientUnit
//     'ssa(sv)a(sa(sv))' docker-1a2b.scope fail 11 Description s 'lading container' After as 2 a.service b.service
//     KillSignal i 15 SendSIGHUP b true Slice s system.slice PIDs au 1 4711 Delegate b true MemoryMax t 1048576
//     AllowedCPUs ay 2 3 2 IODeviceWeight 'a(st)' 1 /dev/block/8:0 910 DeviceAllow 'a(ss)' 12 … 0
//
// and StopUnit and ResetFailedUnit of the same unit, and
//
//   busctl call org.freedesktop.systemd1 /org/freedesktop/systemd1/unit/docker_2d1a2b_2escope
//     org.freedesktop.DBus.Properties Get ss org.freedesktop.systemd1.Unit Documentation
import assert from 'node:assert/strict';
import { type Action, askPlan, flatten } from '../../../helpers/planner.ts';

const START =
  'bAEGASgDAAACAAAAtgAAAAEBbwAZAAAAL29yZy9mcmVlZGVza3RvcC9zeXN0ZW1kMQAAAAAAAAADAXMAEgAAAFN0YXJ0VHJhbnNpZW50VW5pdAAAAAAAAAIBcwAgAAAAb3JnLmZyZWVkZXNrdG9wLnN5c3RlbWQxLk1hbmFnZXIAAAAAAAAAAAYBcwAYAAAAb3JnLmZyZWVkZXNrdG9wLnN5c3RlbWQxAAAAAAAAAAAIAWcAEHNzYShzdilhKHNhKHN2KSkAAAARAAAAZG9ja2VyLTFhMmIuc2NvcGUAAAAEAAAAZmFpbAAAAAD4AgAACwAAAERlc2NyaXB0aW9uAAFzAAAQAAAAbGFkaW5nIGNvbnRhaW5lcgAAAAAAAAAABQAAAEFmdGVyAAJhcwAAAB4AAAAJAAAAYS5zZXJ2aWNlAAAACQAAAGIuc2VydmljZQAAAAAAAAAKAAAAS2lsbFNpZ25hbAABaQAAAA8AAAAKAAAAU2VuZFNJR0hVUAABYgAAAAEAAAAFAAAAU2xpY2UAAXMAAAAADAAAAHN5c3RlbS5zbGljZQAAAAAAAAAABAAAAFBJRHMAAmF1AAAAAAQAAABnEgAACAAAAERlbGVnYXRlAAFiAAEAAAAAAAAACQAAAE1lbW9yeU1heAABdAAAAAAAAAAAAAAQAAAAAAALAAAAQWxsb3dlZENQVXMAAmF5AAIAAAADAgAAAAAAAA4AAABJT0RldmljZVdlaWdodAAFYShzdCkAAAAgAAAADgAAAC9kZXYvYmxvY2svODowAAAAAAAAjgMAAAAAAAALAAAARGV2aWNlQWxsb3cABWEoc3MpAABoAQAAAAAAAAYAAABjaGFyLSoAAAEAAABtAAAAAAAAAAcAAABibG9jay0qAAEAAABtAAAAAAAAAA0AAAAvZGV2L2NoYXIvMTozAAAAAwAAAHJ3bQAAAAAADQAAAC9kZXYvY2hhci8xOjUAAAADAAAAcndtAAAAAAANAAAAL2Rldi9jaGFyLzE6NwAAAAMAAAByd20AAAAAAA0AAAAvZGV2L2NoYXIvMTo4AAAAAwAAAHJ3bQAAAAAADQAAAC9kZXYvY2hhci8xOjkAAAADAAAAcndtAAAAAAANAAAAL2Rldi9jaGFyLzU6MAAAAAMAAAByd20AAAAAAA0AAAAvZGV2L2NoYXIvNToxAAAAAwAAAHJ3bQAAAAAADQAAAC9kZXYvY2hhci81OjIAAAADAAAAcndtAAAAAAAIAAAAY2hhci0xMzYAAAAAAwAAAHJ3bQAQAAAAL2Rldi9jaGFyLzEwOjIwMAAAAAADAAAAcndtAAAAAAAAAAAA';
const STOP =
  'bAEGASQAAAACAAAAoAAAAAEBbwAZAAAAL29yZy9mcmVlZGVza3RvcC9zeXN0ZW1kMQAAAAAAAAADAXMACAAAAFN0b3BVbml0AAAAAAAAAAACAXMAIAAAAG9yZy5mcmVlZGVza3RvcC5zeXN0ZW1kMS5NYW5hZ2VyAAAAAAAAAAAGAXMAGAAAAG9yZy5mcmVlZGVza3RvcC5zeXN0ZW1kMQAAAAAAAAAACAFnAAJzcwARAAAAZG9ja2VyLTFhMmIuc2NvcGUAAAAHAAAAcmVwbGFjZQA=';
const RESET =
  'bAEGARYAAAACAAAAnwAAAAEBbwAZAAAAL29yZy9mcmVlZGVza3RvcC9zeXN0ZW1kMQAAAAAAAAADAXMADwAAAFJlc2V0RmFpbGVkVW5pdAACAXMAIAAAAG9yZy5mcmVlZGVza3RvcC5zeXN0ZW1kMS5NYW5hZ2VyAAAAAAAAAAAGAXMAGAAAAG9yZy5mcmVlZGVza3RvcC5zeXN0ZW1kMQAAAAAAAAAACAFnAAFzAAARAAAAZG9ja2VyLTFhMmIuc2NvcGUA';
const GET =
  'bAEEATYAAAACAAAAqAAAAAEBbwA0AAAAL29yZy9mcmVlZGVza3RvcC9zeXN0ZW1kMS91bml0L2RvY2tlcl8yZDFhMmJfMmVzY29wZQAAAAADAXMAAwAAAEdldAAAAAAAAgFzAB8AAABvcmcuZnJlZWRlc2t0b3AuREJ1cy5Qcm9wZXJ0aWVzAAYBcwAYAAAAb3JnLmZyZWVkZXNrdG9wLnN5c3RlbWQxAAAAAAAAAAAIAWcAAnNzAB0AAABvcmcuZnJlZWRlc2t0b3Auc3lzdGVtZDEuVW5pdAAAAA0AAABEb2N1bWVudGF0aW9uAA==';

const SHOWN = [
  ...['Description', 'After', 'KillSignal', 'SendSIGHUP', 'Slice', 'PIDs', 'Delegate'],
  ...['MemoryMax', 'AllowedCPUs', 'IODeviceWeight', 'DeviceAllow'],
];

const SERIAL = 2; // busctl said Hello before
/** busctl would have let somebody be asked for a password; a runtime has nobody to ask. */
const ASKING = 4;
const FLAGS = ASKING | 2;
const PID = 4711;

type Property = { readonly name: string; readonly value: string; readonly pidAt?: number };
type Start = Action & {
  readonly call: string;
  readonly lengthAt: number;
  readonly properties: readonly Property[];
  readonly owner: { readonly ask: string };
  readonly reset: string;
  readonly stop: string;
};

function planned(): Start {
  const config = {
    ociVersion: '1.2.0',
    process: { user: { uid: 0, gid: 0 }, args: ['sh'], cwd: '/' },
    root: { path: 'rootfs' },
    annotations: {
      'org.systemd.property.After': "['a.service', 'b.service']",
      'org.systemd.property.KillSignal': 'int32 15',
      'org.systemd.property.SendSIGHUP': 'true',
    },
    linux: {
      namespaces: [{ type: 'mount' }],
      cgroupsPath: ':docker:1a2b',
      resources: {
        memory: { limit: 1048576 },
        cpu: { cpus: '0-1,9' },
        blockIO: { weightDevice: [{ major: 8, minor: 0, weight: 100 }] },
      },
    },
  };
  const answer = askPlan(config, 'v2-systemd-x86_64', 'create', { cgroupManager: 'systemd' });
  const start = flatten(answer.actions).find((action) => action.do === 'systemd.start');
  assert.ok(start, JSON.stringify(answer.diagnostics));
  return start as Start;
}

const align = (at: number, size: number): number => Math.ceil(at / size) * size;
const decode = (text: string): Buffer => Buffer.from(text, 'base64');

/** As the helper puts it together. */
function assemble({ call, lengthAt, properties }: Start): Buffer {
  const message = Buffer.alloc(65536);
  const head = decode(call);
  head.copy(message);
  let length = head.length;
  for (const { name, value, pidAt } of properties.filter((one) => SHOWN.includes(one.name))) {
    length = align(length, 8);
    const bytes = decode(value);
    if (pidAt !== undefined) bytes.writeUInt32LE(PID, pidAt);
    assert.ok(bytes.includes(name));
    bytes.copy(message, length);
    length += bytes.length;
  }
  message.writeUInt32LE(length - head.length, lengthAt);
  return message.subarray(0, align(align(length, 4) + 4, 8));
}

/** What whoever sends a message puts in. */
function sent(message: Buffer, flags = FLAGS): string {
  const copy = Buffer.from(message);
  copy[2] = flags;
  copy.writeUInt32LE(copy.length - align(16 + copy.readUInt32LE(12), 8), 4);
  copy.writeUInt32LE(SERIAL, 8);
  return copy.toString('base64');
}

describe('messages to systemd', () => {
  it('are marshalled as sd-bus does it: a transient unit with properties of every kind', () => {
    assert.equal(sent(assemble(planned())), START);
  });

  it('are marshalled as sd-bus does it: what stops a unit, and forgets it', () => {
    assert.equal(sent(decode(planned().stop)), STOP);
    assert.equal(sent(decode(planned().reset)), RESET);
  });

  it('are marshalled as sd-bus does it: what asks for a property of a unit', () => {
    assert.equal(sent(decode(planned().owner.ask), ASKING), GET);
  });

  it('ask for nobody’s password, and start nothing that is not there', () => {
    assert.equal(decode(planned().stop)[2], 2);
  });
});
