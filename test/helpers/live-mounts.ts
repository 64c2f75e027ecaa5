// `mounts add` and `mounts remove` on a container that lives, and what the kernel shows of it then.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mount } from './config.ts';
import { Container, type ContainerOptions } from './container.ts';
import { type MountLine, parseMountinfo } from './inside.ts';
import { type Outcome, type RunOptions, run } from './runtime.ts';

const made: Container[] = [];

/** To be called in a `describe`, before the leak oracle: ends what `sleeping` has made. */
export function endsContainers(): void {
  afterEach(async () => {
    for (const container of made.splice(0)) await container.delete({ force: true });
  });
}

/** One that sleeps. */
export async function sleeping(options: ContainerOptions = {}): Promise<Container> {
  const container = new Container({
    ...options,
    bend: (config, self) => {
      config.process.args = ['sleep', '1000'];
      options.bend?.(config, self);
    },
  });
  made.push(container);
  const outcome = await container.runDetached();
  if (outcome.exitCode !== 0) throw new Error(`run: ${outcome.stderr}`);
  return container;
}

export async function change(
  verb: 'add' | 'remove',
  container: Container,
  mounts: readonly Partial<Mount>[] | string,
  options: RunOptions = {},
): Promise<Outcome> {
  const file = join(container.bundle, 'mounts.json');
  writeFileSync(file, typeof mounts === 'string' ? mounts : JSON.stringify(mounts, null, 2));
  return run(container.command('mounts', verb, container.id, file), options);
}

/** What is mounted in the container, as the kernel tells it outside. */
export async function mountsOf(container: Container): Promise<MountLine[]> {
  const { pid } = await container.state();
  return parseMountinfo(readFileSync(`/proc/${pid}/mountinfo`, 'utf8'));
}

export async function targetsOf(container: Container): Promise<string[]> {
  return (await mountsOf(container)).map(({ target }) => target).sort();
}

/** The output of a script that comes in. */
export async function inside(container: Container, script: string): Promise<string> {
  const outcome = await run(container.command('exec', container.id, 'sh', '-c', script));
  if (outcome.exitCode !== 0) throw new Error(`exec: ${outcome.exitCode} ${outcome.stderr}`);
  return outcome.stdout;
}
