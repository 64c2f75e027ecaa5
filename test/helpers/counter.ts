// A container that counts in its memory, and tells; and how it is dumped and restored.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Container, type ContainerOptions, until } from './container.ts';
import { criuEnvironment } from './criu.ts';
import { type Outcome, run } from './runtime.ts';

/**
 * Counts in its memory, and tells, into a file of one size: criu does not open one again that has another than it had,
 * and what is dumped with --leave-running may be in the middle of writing.
 */
const COUNT =
  "i=0; printf '%08d\\n' 0 > /count; while :; do i=$((i+1)); printf '%08d\\n' $i 1<> /count; sleep 0.02; done";

export class Counter extends Container {
  constructor(options: ContainerOptions = {}) {
    super({
      ...options,
      bend: (config, self) => {
        config.process.args = ['sh', '-c', COUNT];
        config.linux.maskedPaths = [
          '/proc/version',
          '/proc/cmdline',
          '/sys/firmware',
          '/proc/nothing',
        ];
        config.linux.readonlyPaths = ['/proc/sys'];
        options.bend?.(config, self);
      },
    });
  }

  get count(): number {
    const file = join(this.rootfs, 'count');
    return existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  }

  get images(): string {
    return join(this.bundle, 'images');
  }

  /** Standard streams that are files of the host cannot be dumped: there are none. */
  async detached(command: string, ...options: string[]): Promise<number> {
    const line = this.command(command, '--detach', '--bundle', this.bundle, ...options, this.id);
    const script = 'exec "$@" < /dev/null > /dev/null 2> /dev/null';
    return (await run(['sh', '-c', script, 'sh', ...line], { env: criuEnvironment() ?? {} }))
      .exitCode;
  }

  async startCounting(): Promise<void> {
    assert.equal(await this.detached('run'), 0);
    await this.counts();
  }

  /** Waits until it has counted on. */
  async counts(): Promise<void> {
    const before = this.count;
    await until('it counts', () => this.count > before + 3);
  }

  async checkpoint(...options: string[]): Promise<Outcome> {
    return this.checkpointWith({}, ...options);
  }

  async checkpointWith(env: Record<string, string>, ...options: string[]): Promise<Outcome> {
    const command = this.command('checkpoint', '--image-path', this.images, ...options, this.id);
    return run(command, { env: { ...criuEnvironment(), ...env } });
  }

  async restore(...options: string[]): Promise<Outcome> {
    return this.restoreWith({}, ...options);
  }

  async restoreWith(env: Record<string, string>, ...options: string[]): Promise<Outcome> {
    const line = ['--detach', '--bundle', this.bundle, '--image-path', this.images, ...options];
    return this.untied(this.command('restore', ...line, this.id), env);
  }

  /** Its errors go to a file, which the container does not get: its streams are in the images. */
  private async untied(command: readonly string[], more: Record<string, string>): Promise<Outcome> {
    const file = join(this.bundle, 'errors');
    const script = `exec "$@" < /dev/null > /dev/null 2> ${file}`;
    const env = { ...criuEnvironment(), ...more };
    const outcome = await run(['sh', '-c', script, 'sh', ...command], { env });
    return { ...outcome, stderr: readFileSync(file, 'utf8') };
  }

  async inside(...command: string[]): Promise<string> {
    const outcome = await run(this.command('exec', this.id, ...command));
    assert.equal(outcome.exitCode, 0, outcome.stderr);
    return outcome.stdout;
  }

  async end(): Promise<void> {
    await this.delete({ force: true });
  }
}
