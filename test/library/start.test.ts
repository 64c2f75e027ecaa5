// What a command loads before it answers: each module of node's that it can do without is time at every call.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { smallConfig } from '../helpers/config.ts';
import { testDirectory } from '../helpers/container.ts';
import { buildDirectory } from '../helpers/runtime.ts';

/** Prints at the end which modules were asked for. */
const WATCH = `
const { Module } = require('node:module');
const load = Module._load;
const names = new Set();
Module._load = function (name, ...rest) { names.add(name); return load.call(this, name, ...rest); };
const builtin = process.getBuiltinModule;
process.getBuiltinModule = (name) => { names.add(name); return builtin(name); };
process.on('exit', () => require('node:fs').writeSync(2, JSON.stringify([...names])));
`;
const NEEDED = ['node:fs', 'node:os', 'node:path', 'node:vm'];

function modulesOf(...args: readonly string[]): string[] {
  const watch = join(testDirectory(), 'watch.cjs');
  writeFileSync(watch, WATCH);
  const lading = join(buildDirectory, 'lading');
  const { status, stderr } = spawnSync(process.execPath, ['-r', watch, lading, ...args], {
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
  return (JSON.parse(stderr) as string[]).filter((name) => !name.startsWith(buildDirectory));
}

describe('lading plan, started', () => {
  const config = join(testDirectory(), 'start.json');
  before(() => writeFileSync(config, JSON.stringify(smallConfig())));

  for (const shown of [[], ['--digest'], ['--format', 'json'], ['--command', 'run']]) {
    it(`loads nothing that it does not need: ${shown.join(' ') || 'as text'}`, () => {
      const asked = ['plan', '--config', config, '--facts', 'v2-x86_64', ...shown, 'web'];
      assert.deepEqual(modulesOf(...asked).sort(), NEEDED);
    });
  }

  it('loads what reads any line for one that is not plain', () => {
    assert.ok(modulesOf('plan', '--help').includes('./lib/commander.cjs'));
  });
});
