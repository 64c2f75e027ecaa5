// What a case of the option table is: a command given with options, and what is to be seen afterwards. Each is done
// with lading and with every peer that has the option; the answers must be the same, and the expected one.
import assert from 'node:assert/strict';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import type { Config } from '../../helpers/config.ts';
import { Container, type ContainerOptions } from '../../helpers/container.ts';
import { type Outcome, type RunOptions, type Runtime, run } from '../../helpers/runtime.ts';

export type Peer = 'crun' | 'runc';

export interface OptionCase {
  /** `''`: options before the command. */
  readonly command: string;
  /** As the host's declaration names them. */
  readonly options: readonly string[];
  readonly title: string;
  /** Does it, and returns what was seen. */
  readonly see: (side: Side) => Promise<unknown>;
  readonly answer: unknown;
  /** Peers that are not asked, and why. */
  readonly unlike?: Partial<Record<Peer, string>>;
}

/** One runtime's turn at a case. */
export class Side {
  private readonly containers: Container[] = [];

  constructor(readonly runtime: Runtime) {}

  container(
    script = 'sleep 1000',
    bend: (config: Config) => void = () => {},
    more: ContainerOptions = {},
  ): Container {
    const container = new Container({
      ...more,
      runtime: this.runtime,
      bend: (config) => {
        config.process.args = ['sh', '-c', script];
        bend(config);
      },
    });
    this.containers.push(container);
    return container;
  }

  async running(
    script?: string,
    bend?: (config: Config) => void,
    more?: ContainerOptions,
  ): Promise<Container> {
    const container = this.container(script, bend, more);
    const { exitCode, stderr } = await container.runDetached();
    assert.equal(exitCode, 0, `${this.runtime.name}: ${stderr}`);
    return container;
  }

  /** A command on the state root of all these containers. */
  async give(
    container: Container,
    args: readonly string[],
    options: RunOptions = {},
  ): Promise<Outcome> {
    return run(container.command(...args), options);
  }

  /** The output of one that must succeed. */
  async ask(
    container: Container,
    args: readonly string[],
    options: RunOptions = {},
  ): Promise<string> {
    const { exitCode, stdout, stderr } = await this.give(container, args, options);
    assert.equal(exitCode, 0, `${this.runtime.name} ${args.join(' ')}: ${stderr}`);
    return stdout;
  }

  async end(): Promise<void> {
    for (const one of this.containers) {
      if (existsSync(one.stateDirectory)) await one.delete({ force: true });
    }
  }
}

/** Of a container that lives, a file of its cgroups (v1). */
export async function cgroupFile(container: Container, file: string): Promise<string> {
  const { pid } = await container.state();
  const controller = file.startsWith('cpu.') ? 'cpu' : (file.split('.')[0] as string);
  const line = readFileSync(`/proc/${pid}/cgroup`, 'utf8')
    .split('\n')
    .find((group) => group.split(':')[1]?.split(',').includes(controller));
  return readFileSync(`/sys/fs/cgroup/${controller}${line?.split(':')[2]}/${file}`, 'utf8').trim();
}

/** Waits for nothing: a descriptor of this test that has a number of its own. */
export function withDescriptor<T>(path: string, use: (descriptor: number) => T): T {
  const descriptor = openSync(path, 'r');
  try {
    return use(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
