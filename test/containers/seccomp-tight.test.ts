// Profiles that allow hardly anything: what the runtime itself still calls once the filter is in force is what nobody
// can forbid, or not much more.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Config } from '../helpers/config.ts';
import { Container } from '../helpers/container.ts';
import { machineIsOurs } from '../helpers/kernel-state.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { isSanitized } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

const EPERM = 1;
const CLOCKS = '/sys/devices/system/clocksource/clocksource0';
/** Those that vdso(7) cannot read. */
const SYSTEM_CALL_CLOCKS = ['hpet', 'acpi_pm'];

function clocks(which: 'available' | 'current'): string[] {
  const file = `${CLOCKS}/${which}_clocksource`;
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split(' ') : [];
}

function running(seccomp: object, noNewPrivileges: boolean): Container {
  return new Container({
    programs: ['bare'],
    bend: (config: Config) => {
      config.process.args = ['/bin/bare'];
      config.process.noNewPrivileges = noNewPrivileges;
      Object.assign(config.linux, { seccomp });
    },
  });
}

async function assertRuns(container: Container): Promise<void> {
  const { exitCode, stdout, stderr } = await container.run();
  assert.deepEqual([exitCode, stdout, stderr], [0, 'here\n', '']);
}

describe('a container under a tight profile', () => {
  leavesNothingBehind();
  before(function () {
    if (isSanitized()) skip(this, 'sanitizers');
  });

  for (const defaultAction of ['SCMP_ACT_ERRNO', 'SCMP_ACT_KILL_PROCESS']) {
    it(`runs with no more than execve, write and exit, ${defaultAction} for all else`, async () => {
      const names = ['execve', 'write', 'exit_group'];
      const seccomp = { defaultAction, syscalls: [{ names, action: 'SCMP_ACT_ALLOW' }] };
      await assertRuns(running(seccomp, true));
    });
  }

  it('runs so where reading the clock is a system call', async function () {
    const slow = clocks('available').find((name) => SYSTEM_CALL_CLOCKS.includes(name));
    if (slow === undefined || !machineIsOurs) skip(this, 'no-slow-clock');
    const [usual = ''] = clocks('current');
    writeFileSync(`${CLOCKS}/current_clocksource`, slow);
    try {
      const names = ['execve', 'write', 'exit_group'];
      const syscalls = [{ names, action: 'SCMP_ACT_ALLOW' }];
      await assertRuns(running({ defaultAction: 'SCMP_ACT_KILL_PROCESS', syscalls }, true));
    } finally {
      writeFileSync(`${CLOCKS}/current_clocksource`, usual);
    }
  });

  for (const noNewPrivileges of [true, false]) {
    it(`does not stay when it may call nothing at all, noNewPrivileges ${noNewPrivileges}`, async () => {
      const container = running({ defaultAction: 'SCMP_ACT_ERRNO' }, noNewPrivileges);
      const outcome = await container.run();
      assert.equal(outcome.exitCode, 1);
      assert.match(outcome.stderr, /^lading: run: .* at .*: write journal\.ndjson: EPERM$/m);
      assert.equal(existsSync(container.stateDirectory), false);
    });
  }

  // Without no_new_privs the filter comes before the change of user: that must be allowed.
  for (const noNewPrivileges of [true, false]) {
    it(`runs where nothing new or remote may be called, noNewPrivileges ${noNewPrivileges}`, async () => {
      const names = [
        ...['openat', 'openat2', 'statx', 'fstat', 'chdir', 'fchdir', 'getcwd', 'umask', 'mkdirat'],
        ...['socket', 'sendto', 'sendmsg', 'recvfrom', 'recvmsg', 'writev', 'pwritev', 'clone3'],
        ...['mmap', 'munmap', 'clock_gettime', 'getpid', 'dup', 'poll', 'ppoll'],
      ];
      const rule = { names, action: 'SCMP_ACT_ERRNO', errnoRet: EPERM };
      await assertRuns(
        running({ defaultAction: 'SCMP_ACT_ALLOW', syscalls: [rule] }, noNewPrivileges),
      );
    });
  }
});
