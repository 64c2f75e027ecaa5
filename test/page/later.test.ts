// What the page plans besides what makes a container, against the command line: each command, with what it is given.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { PAGE_COMMANDS } from '../../host/page/given.ts';
import { smallConfig } from '../helpers/config.ts';
import { testDirectory } from '../helpers/container.ts';
import {
  ask,
  bundleOf,
  digestOf,
  PAGE_MS,
  pretty,
  settled,
  type,
  usePage,
} from '../helpers/page.ts';
import { run, runtime } from '../helpers/runtime.ts';

const lading = runtime('lading').command;

describe('the page, of what comes after', function () {
  this.timeout(PAGE_MS);
  const { blank, open } = usePage();
  const images = join(testDirectory(), 'images');
  const programs = join(testDirectory(), 'programs');
  /** There is a criu here, which nobody runs. */
  const env = { PATH: `${programs}:${process.env.PATH}` };
  before(() => {
    for (const folder of [images, programs]) mkdirSync(folder);
    writeFileSync(join(programs, 'criu'), '', { mode: 0o755 });
    writeFileSync(join(images, 'descriptors.json'), '["pipe:[7]","/dev/null","pipe:[8]"]');
  });

  it('made by plan --html plans what comes after of the same container, on the same host', async () => {
    const bundle = bundleOf('html-later', pretty(smallConfig()));
    const file = join(testDirectory(), 'html-later.html');
    const root = ['--root', '/run/elsewhere'];
    const made = ['-b', bundle, '--no-pivot', 'web'];
    await ask(...root, 'plan', '--html', file, '--command', 'run', '--keep', ...made);
    const page = await open(file);
    for (const [command, words] of [
      ['create', made],
      ['kill', ['--planned', ...made]],
      ['exec', ['--planned', ...made, '--', '/bin/sh']],
    ] as const) {
      await page.locator('select[name=command]').selectOption(command);
      await settled(page);
      const expected = await ask(...root, 'plan', '--digest', '--command', command, ...words);
      assert.equal(`${await digestOf(page)}\n`, expected, command);
      const shown = await page.locator('.again code').innerText();
      assert.match(shown, /^lading --root \/run\/elsewhere plan .* --no-pivot /);
      await sameDigest(page, command);
    }
  });

  const laterPages: readonly (readonly [string, readonly string[]])[] = [
    ['exec', ['--env', 'A=1', '--cap', 'CAP_KILL', 'web', '--', 'sh', '-c', "echo it's $A"]],
    ['exec', ['--process', 'process.json', 'web']],
    ['kill', ['--all', '--signal', 'USR1', 'web']],
    ['update', ['--cpuset-cpus', '0', '--pids-limit', '9', 'web']],
    ['update', ['--resources', 'resources.json', 'web']],
    ['mounts', ['remove', 'web', 'more.json']],
    ['checkpoint', ['--image-path', '/i', '--file-locks', 'web']],
    ['delete', ['--force', '--keep-record', '/var/r', 'web']],
    ['restore', ['--image-path', images, '--tcp-close', 'web']],
  ];
  for (const [command, words] of laterPages) {
    // What is restored needs no container that is there.
    for (const host of [command === 'restore' ? [] : ['--planned'], ['--facts', 'v2-aarch64']]) {
      const title = ['made by plan --html', ...host, 'shows', command, ...words].join(' ');
      it(title.replace(images, '/i'), async () => {
        const bundle = bundleOf('html-of-later', pretty(smallConfig()));
        const cwd = testDirectory();
        for (const [name, value] of [
          ['process', { args: ['id'], cwd: '/' }],
          ['resources', { pids: { limit: 33 } }],
          ['more', [{ destination: '/more' }]],
        ] as const) {
          writeFileSync(join(cwd, `${name}.json`), JSON.stringify(value));
        }
        const file = join(cwd, 'html-of-later.html');
        const asked = ['plan', '-b', bundle, ...host, '--command', command];
        const made = await run([...lading, ...asked, '--html', file, ...words], { cwd, env });
        assert.equal(made.exitCode, 0, made.stderr);
        const page = await open(file);
        const shown = await run([...lading, ...asked, '--digest', ...words], { cwd, env });
        assert.equal(`${await digestOf(page)}\n`, shown.stdout, shown.stderr);
        await sameDigest(page, command);
        // Away and back again, nothing is lost.
        await page.locator('select[name=command]').selectOption('create');
        await settled(page);
        assert.notEqual(`${await digestOf(page)}\n`, shown.stdout);
        await page.locator('select[name=command]').selectOption(command);
        await settled(page);
        assert.equal(`${await digestOf(page)}\n`, shown.stdout);
      });
    }
  }

  it('plans what comes after, too, with the digest that the command line has', async () => {
    const page = await open(blank);
    const text = pretty(smallConfig());
    await type(page, text);
    await page.getByLabel('Bundle').fill(bundleOf('later', text));
    await page.getByLabel('Host').selectOption('cgroup-v1-x86_64');
    for (const command of PAGE_COMMANDS) {
      await page.locator('select[name=command]').selectOption(command);
      if (command === 'exec') await page.locator('input[name=args]').fill('ls -l /');
      await settled(page);
      const shown = await page.locator('.again code').innerText();
      if (command === 'exec') assert.match(shown, /--command exec .* -- ls -l \/$/);
      await sameDigest(page, command);
    }
  });

  /** What the page shows is what its command line says. */
  async function sameDigest(page: Page, what: string): Promise<string> {
    const shown = await page.locator('.again code').innerText();
    const mounts = page.locator('textarea[name=mounts]');
    if ((await mounts.count()) > 0) {
      writeFileSync(join(testDirectory(), 'mounts.json'), await mounts.inputValue());
    }
    // A shell reads it, as its user's would.
    const script = ['sh', '-c', `lading() { "$0" "$@"; }; ${shown}`, ...lading];
    const { exitCode, stdout, stderr } = await run(script, { cwd: testDirectory(), env });
    assert.equal(exitCode, 0, `${shown}: ${stderr}`);
    assert.equal(`${await digestOf(page)}\n`, stdout, what);
    return stdout;
  }

  type Change = (page: Page) => Promise<unknown>;
  const fill = (label: string, text: string): Change => {
    return (page) => page.getByLabel(label).fill(text);
  };
  const check = (label: string): Change => {
    return (page) => page.getByLabel(label).check();
  };
  const more = '[{"destination":"/more","type":"tmpfs","source":"tmpfs"}]';
  const detailed: readonly (readonly [string, Change, RegExp])[] = [
    ['kill', fill('Signal', 'HUP'), /--signal HUP/],
    ['kill', check('every process'), /--all --signal TERM/],
    ['delete', check('by force'), /--force/],
    ['update', fill('Memory', '64m'), /--memory 64m/],
    ['update', fill('Processes', '7'), /--memory 256m --pids-limit 7/],
    ['update', fill('CPU time in', '5000'), /--cpu-quota 5000/],
    ['mounts', (page) => page.getByLabel('Add or remove').selectOption('remove'), /mounts.*remove/],
    ['mounts', fill('Mounts, as in', more), /mounts.* add container mounts\.json/],
    ['checkpoint', check('it runs on'), /--leave-running/],
    ['checkpoint', fill('Directory of', '/var/i'), /--image-path \/var\/i/],
    ['restore', fill('Directory of', '/var/i'), /--image-path \/var\/i/],
  ];
  for (const [command, change, expected] of detailed) {
    it(`plans ${command} with what it is given: ${expected.source}`, async () => {
      const page = await open(blank);
      const text = pretty(smallConfig());
      await type(page, text);
      await page.getByLabel('Bundle').fill(bundleOf('detailed', text));
      await page.locator('select[name=command]').selectOption(command);
      await settled(page);
      const before = await sameDigest(page, command);
      await change(page);
      await settled(page);
      assert.match(await page.locator('.again code').innerText(), expected);
      assert.notEqual(await sameDigest(page, command), before);
    });
  }

  it('says what is wrong with what a command is given, and where', async () => {
    const page = await open(blank);
    await type(page, pretty(smallConfig()));
    await page.locator('select[name=command]').selectOption('kill');
    await page.getByLabel('Signal').fill('NONE');
    await settled(page);
    assert.match(await page.locator('.problems li.error').innerText(), /unknown signal `NONE`/);
    await page.locator('select[name=command]').selectOption('mounts');
    await page.getByLabel('Mounts, as in').fill('[\n{"destination": 5}]');
    await settled(page);
    const wrong = page.locator('.problems li.error');
    assert.match(await wrong.first().innerText(), /mounts\.json:2:\d+: expected string/);
    assert.equal(await page.locator('.line.error').count(), 0);
    await page.getByLabel('Mounts, as in').fill('[]');
    await settled(page);
    assert.equal(await digestOf(page), 'no plan, no digest');
    assert.match(await wrong.innerText(), /mounts would carry out nothing here/);
  });

  it('has each command and what it needs within reach of the keys', async () => {
    const page = await open(blank);
    const command = page.locator('select[name=command]');
    await command.focus();
    for (let tries = 0; (await command.inputValue()) !== 'mounts' && tries < 20; tries++) {
      await page.keyboard.press('ArrowDown');
    }
    await settled(page);
    const names: (string | null)[] = [];
    for (let count = 0; count < 4; count++) {
      await page.keyboard.press('Tab');
      names.push(await page.locator(':focus').getAttribute('name'));
    }
    assert.deepEqual(names, ['bundle', 'id', 'verb', 'mounts']);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('[]');
    await settled(page);
    assert.equal(await digestOf(page), 'no plan, no digest');
  });
});
