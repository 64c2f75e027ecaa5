// What goes wrong before a container's program runs, in the words that container engines look for: each case, our text,
// and the exit status that podman and docker make of it by their own rules. The status is what users see.
import assert from 'node:assert/strict';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../helpers/config.ts';
import { Container } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { runtimeUnderTest } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

const GENERIC = 125;

/** podman's rule, of the whole text, in any case of letters. */
function podmanStatus(text: string): number {
  if (/permission denied|operation not permitted/i.test(text)) return 126;
  if (/executable file not found in|no such file or directory|open executable/i.test(text))
    return 127;
  return GENERIC;
}

/** dockerd's: it looks for the command's name as well. */
function dockerStatus(text: string, name: string): number {
  if (!text.includes(name)) return GENERIC;
  if (/executable file not found|no such file or directory/i.test(text)) return 127;
  return /permission denied/i.test(text) ? 126 : GENERIC;
}

type Case = {
  readonly what: string;
  readonly args: readonly string[];
  readonly bend?: (config: Config) => void;
  readonly text: string;
  readonly podman: number;
  readonly docker: number;
};

const lookup = 'run: exec.lookup at /process/args/0 (config.json:N): ';
const cases: readonly Case[] = [
  {
    what: 'a program that is nowhere in PATH',
    args: ['nope'],
    text: `${lookup}executable file \`nope\` not found in $PATH: no such file or directory`,
    podman: 127,
    docker: 127,
  },
  {
    what: 'a program by a path where there is nothing',
    args: ['/nope'],
    text: `${lookup}executable file \`/nope\` not found: no such file or directory`,
    podman: 127,
    docker: 127,
  },
  {
    what: 'a directory',
    args: ['/etc'],
    text: `${lookup}the path \`/etc\` is not a regular file: permission denied`,
    podman: 126,
    docker: 126,
  },
  {
    what: 'a file that may not be executed',
    args: ['/bin/plain'],
    text: `${lookup}the path \`/bin/plain\` exists but it is not executable: permission denied`,
    podman: 126,
    docker: 126,
  },
  {
    what: 'a file that may not be executed, found in PATH',
    args: ['plain'],
    text: `${lookup}the path \`/bin/plain\` exists but it is not executable: permission denied`,
    podman: 126,
    docker: 126,
  },
  {
    what: 'a script whose interpreter is not there',
    args: ['/bin/script'],
    text: 'run: exec at /process/args (config.json:N): exec container process (missing dynamic library?) `/bin/script`: no such file or directory',
    podman: 127,
    docker: 127,
  },
  {
    what: 'a file that is no program',
    args: ['/bin/garbage'],
    text: 'run: exec at /process/args (config.json:N): exec container process `/bin/garbage`: exec format error',
    podman: GENERIC,
    docker: GENERIC,
  },
  {
    what: 'no name at all',
    args: [''],
    text: 'run: config.json:N:N: /process/args/0: expected the name of a program, found string ""',
    podman: GENERIC,
    docker: GENERIC,
  },
  {
    what: 'a hook that fails',
    args: ['true'],
    bend: (config) => {
      config.hooks = { createRuntime: [{ path: '/bin/false' }] };
    },
    text: 'run: hook.run at /hooks/createRuntime/0 (config.json:N): error executing hook `/bin/false` (exit code: 1)',
    podman: GENERIC,
    docker: GENERIC,
  },
  {
    what: 'a hook that is not there',
    args: ['true'],
    bend: (config) => {
      config.hooks = { createRuntime: [{ path: '/no/such/hook' }] };
    },
    text: 'run: hook.run at /hooks/createRuntime/0 (config.json:N): error executing hook `/no/such/hook` (exit code: 127): cannot be executed: ENOENT',
    podman: GENERIC,
    docker: GENERIC,
  },
  {
    what: 'a hook that says what engines look for',
    args: ['true'],
    bend: (config) => {
      const said =
        'a: No such file or directory, b: Permission denied, exec: "true": executable file not found in $PATH, Operation not permitted.';
      const args = ['sh', '-c', `echo '${said}' >&2; exit 3`];
      config.hooks = { createRuntime: [{ path: '/bin/sh', args }] };
    },
    text: 'run: hook.run at /hooks/createRuntime/0 (config.json:N): error executing hook `/bin/sh` (exit code: 3): a: ENOENT, b: EACCES, exec: "true": program not found in $PATH, EPERM.',
    podman: GENERIC,
    docker: GENERIC,
  },
  {
    what: 'a hook that takes too long',
    args: ['true'],
    bend: (config) => {
      config.hooks = { createRuntime: [{ path: '/bin/sleep', args: ['sleep', '9'], timeout: 1 }] };
    },
    text: 'run: hook.run at /hooks/createRuntime/0 (config.json:N): timeout expired for `/bin/sleep`',
    podman: GENERIC,
    docker: GENERIC,
  },
  // Not one of these is about the program: none may look as if it were.
  {
    what: 'a bind mount of what is not there',
    args: ['true'],
    bend: (config) => {
      config.mounts.push({ destination: '/srv', source: '/nosuch', options: ['bind'] });
    },
    text: 'run: mount.bind at /mounts/N (config.json:N): openat2 /nosuch: ENOENT',
    podman: GENERIC,
    docker: GENERIC,
  },
  {
    what: 'a root filesystem that is not there',
    args: ['true'],
    bend: (config) => {
      config.root.path = '/nosuch';
    },
    text: 'run: root.bind at /root/path (config.json:N): openat2 /nosuch: ENOENT',
    podman: GENERIC,
    docker: GENERIC,
  },
  {
    what: 'too little memory to start in',
    args: ['true'],
    bend: (config) => {
      config.linux.resources = { memory: { limit: 4096 } };
    },
    text: 'run: sync: OOM: the memory limit could be too low',
    podman: GENERIC,
    docker: GENERIC,
  },
];

describe('an engine told of', () => {
  leavesNothingBehind();
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });

  for (const { what, args, bend, text, podman, docker } of cases) {
    it(`${what} makes of it ${podman} (podman) and ${docker} (docker)`, async () => {
      const container = new Container({
        bend: (config) => {
          config.process.args = [...args];
          bend?.(config);
        },
        rootfs: (rootfs) => {
          for (const [name, contents, mode] of [
            ['plain', 'x', 0o644],
            ['script', '#!/nope\n', 0o755],
            ['garbage', 'x', 0o755],
          ] as const) {
            writeFileSync(join(rootfs, 'bin', name), contents);
            chmodSync(join(rootfs, 'bin', name), mode);
          }
        },
      });
      const { exitCode, stderr } = await container.run();
      const told = stderr.replace(/^lading: /, '').trimEnd();
      const golden = told.replace(/(config\.json|\/mounts\/):?\d+(:\d+)?/g, (whole) =>
        whole.replace(/\d+/g, 'N'),
      );
      assert.equal(golden, text);
      assert.equal(exitCode, 1);
      assert.deepEqual(
        [podmanStatus(told), dockerStatus(told, args[0] as string)],
        [podman, docker],
      );
    });
  }
});
