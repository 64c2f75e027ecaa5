// The page, driven in Chromium as its user would: what it shows is what the command line says, whatever stands in a
// config is shown and not run, and nothing leaves the file. Screenshots of it go to build/screenshots.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { type Config, smallConfig } from '../helpers/config.ts';
import { testDirectory } from '../helpers/container.ts';
import {
  ask,
  bundleOf,
  digestOf,
  editor,
  PAGE_MS,
  pretty,
  settled,
  type,
  usePage,
} from '../helpers/page.ts';
import { buildDirectory, run, runtime, start } from '../helpers/runtime.ts';

const SCREENSHOTS = join(buildDirectory, 'screenshots');
const DOCKER = readFileSync(
  new URL('../fixtures/configs/docker-20.10.json', import.meta.url),
  'utf8',
);
const lading = runtime('lading').command;

describe('the page', function () {
  this.timeout(PAGE_MS);
  const { blank, open } = usePage();
  before(() => mkdirSync(SCREENSHOTS, { recursive: true }));

  it('takes a dropped config, names an error at its line, and with the error mended has the command line’s digest', async () => {
    const config = smallConfig();
    const good = pretty(config);
    const bundle = bundleOf('dropped', good);
    const page = await open(blank);
    assert.match(await digestOf(page), /^[0-9a-f]{64}$/, 'the first view has a plan');
    await page.getByLabel('Bundle').fill(bundle);
    await page.getByLabel('Host').selectOption('v2-aarch64');
    const bad = good.replace('"destination": "/dev/shm"', '"destination": 5');
    const line = bad.split('\n').findIndex((text) => text.includes('"destination": 5')) + 1;
    await drop(page, bad);
    await settled(page);

    const problem = page.locator('.problems li.error');
    assert.match(
      await problem.innerText(),
      new RegExp(`^${line}:\\d+\\s+error /mounts/3/destination`),
    );
    assert.equal(await page.locator('.line.error .gutter').first().innerText(), `${line}`);
    assert.equal(await digestOf(page), 'no plan, no digest');
    await page.screenshot({ path: join(SCREENSHOTS, 'error.png') });

    // The list leads to the place, and what is selected there is what is wrong.
    await problem.getByRole('button').click();
    const chosen = await editor(page).evaluate((area: { value: string; selectionStart: number }) =>
      area.value.slice(area.selectionStart, area.selectionStart + 1),
    );
    assert.equal(chosen, '5');
    await page.keyboard.press('Delete');
    await page.keyboard.type('"/dev/shm",');
    await settled(page);
    assert.equal(await page.locator('.problems li.error').count(), 0);
    assert.match(
      await page.locator('.problems').innerText(),
      /every system call of the kernel.*\n?.*add a profile/,
    );
    const expected = await ask('plan', '--digest', '-b', bundle, '--facts', 'v2-aarch64');
    assert.equal(`${await digestOf(page)}\n`, expected);
    assert.match(
      await page.locator('.unsaved').innerText(),
      new RegExp(`saved as ${bundle}/config\\.json\\.$`),
    );
  });

  it('made by plan --html is that plan, on this host and on another', async () => {
    const bundle = bundleOf('html', DOCKER);
    for (const [name, args] of [
      ['here', ['--command', 'run']],
      ['there', ['--facts', 'cgroup-v1-x86_64', 'web']],
    ] as const) {
      const file = join(testDirectory(), `${name}.html`);
      await ask('--root', '/run/elsewhere', 'plan', '--html', file, '-b', bundle, ...args);
      const page = await open(file);
      const plan = await ask('--root', '/run/elsewhere', 'plan', '--digest', '-b', bundle, ...args);
      assert.equal(`${await digestOf(page)}\n`, plan, name);
      assert.equal(await editor(page).inputValue(), DOCKER);
      assert.equal(await page.locator('.unsaved').count(), 0);
    }
  });

  it('made by web opens with a config, and plans it as the command line does for the same host', async () => {
    const bundle = bundleOf('opened', DOCKER);
    const file = join(testDirectory(), 'opened.html');
    for (const place of [bundle, join(bundle, 'config.json')]) {
      await ask('web', place, '--html', file);
      const page = await open(file);
      assert.equal(await editor(page).inputValue(), DOCKER);
      const plan = ['plan', '--digest', '--bundle', bundle, '--facts', 'v2-x86_64'];
      assert.equal(`${await digestOf(page)}\n`, await ask(...plan));
    }
    const other = join(bundle, 'other.json');
    writeFileSync(other, DOCKER);
    await ask('web', other, '--html', file);
    const page = await open(file);
    assert.equal(await page.locator('.unsaved').count(), 0);
    await type(page, pretty(smallConfig()));
    await settled(page);
    assert.match(await page.locator('.unsaved').innerText(), /opened\/other\.json\.$/);
  });

  it('of a container that is not there is refused', async () => {
    const file = join(testDirectory(), 'kill.html');
    const bundle = bundleOf('kill', DOCKER);
    const held = [
      '--root',
      join(testDirectory(), 'no-state'),
      'plan',
      '--html',
      file,
      '-b',
      bundle,
    ];
    const { exitCode, stderr } = await run([...lading, ...held, '--command', 'kill', 'no-such']);
    assert.equal(exitCode, 1);
    assert.match(stderr, /no-such/);
    assert.equal(existsSync(file), false);
  });

  it('is what lading web serves, to this machine only', async () => {
    const port = await freePort();
    const server = start([...lading, 'web', '--port', `${port}`]);
    try {
      await server.prints(`http://127.0.0.1:${port}/\n`);
      const page = await fetchAs(port, '/', '127.0.0.1');
      assert.deepEqual([page.status, page.body], [200, readFileSync(blank, 'utf8')]);
      assert.equal((await fetchAs(port, '/else', 'localhost')).status, 404);
      assert.equal((await fetchAs(port, '/', 'evil.example')).status, 403);
    } finally {
      server.kill('SIGTERM');
      assert.equal((await server.outcome).exitCode, 0);
    }
  });

  it('shows what a hostile config holds, and runs none of it', async () => {
    const config = smallConfig();
    const evil = '<img src=x onerror="document.title=1"></script><script>document.title=2</script>';
    config.process.args = [evil, '\'"><svg/onload=document.title=3>', '$& $1 `x`'];
    config.process.env.push(`A=${evil}`);
    config.annotations = { [evil]: evil };
    config.mounts.push({ destination: `/${evil}`, type: 'tmpfs', source: evil, options: [evil] });
    config.linux.maskedPaths = [`/proc/${evil}`];
    const text = pretty(config);
    const file = join(testDirectory(), 'evil.html');
    await ask('plan', '--html', file, '-b', bundleOf('evil', text), '--facts', 'v2-x86_64');
    const page = await open(file);
    assert.equal(await editor(page).inputValue(), text);
    for (const tab of ['Timeline', 'Mounts', 'Capabilities', 'Seccomp', 'Compare', 'JSON']) {
      await page.getByRole('tab', { name: tab }).click();
    }
    await type(page, text.replace('"type": "pid"', `"type": ${JSON.stringify(evil)}`));
    assert.match(await page.locator('.problems').innerText(), /onerror/);
    assert.equal(await page.title(), 'lading: what a container runtime is about to do');
    assert.equal(await page.locator('img, svg, iframe, script:not([id]) ~ script').count(), 0);
    // And were there a way in, the policy would stop what came through it.
    const ran = await page.evaluate(INLINE_SCRIPT);
    assert.equal(ran, false);
  });

  it('is used by keys alone: from the search to the tabs and back to the place in the config', async () => {
    const page = await open(blank);
    await type(page, pretty(JSON.parse(DOCKER)));
    await page.getByRole('tab', { name: 'Timeline' }).focus();
    await page.keyboard.press('ArrowRight');
    assert.equal(
      await page.getByRole('tab', { name: 'Mounts' }).getAttribute('aria-selected'),
      'true',
    );
    await page.keyboard.press('End');
    assert.equal(
      await page.getByRole('tab', { name: 'JSON' }).getAttribute('aria-selected'),
      'true',
    );
    await page.keyboard.press('Home');
    await page.keyboard.press('Tab');
    await page.keyboard.type('/dev/shm');
    await page.keyboard.press('Tab'); // the first action that is left
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('.action details[open]').count(), 1);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const line = await editor(page).evaluate(LINE_OF_CARET);
    const mount = (JSON.parse(DOCKER) as { mounts: { destination: string }[] }).mounts.findIndex(
      ({ destination }) => destination === '/dev/shm',
    );
    const button = await page.locator('.action .from').first().innerText();
    assert.equal(button, `/mounts/${mount}:${line}`);
  });

  it('shows mounts, capabilities and system calls as the config has them', async () => {
    const page = await open(blank);
    const config = JSON.parse(DOCKER) as Config;
    await type(page, pretty(config));
    await page.getByRole('tab', { name: 'Mounts' }).click();
    for (const { destination } of config.mounts) {
      assert.ok((await page.getByTitle(destination, { exact: true }).count()) === 1, destination);
    }
    await page.getByRole('tab', { name: 'Capabilities' }).click();
    const names = await page.locator('.capabilities tbody th code').allInnerTexts();
    assert.deepEqual(names, [...(config.process.capabilities?.bounding ?? [])].sort());
    await page.getByRole('tab', { name: 'Seccomp' }).click();
    await page.getByLabel('Search the system calls').fill('clone3');
    assert.match(await page.locator('table.seccomp tbody').innerText(), /clone3\s+ERRNO 38/);
    await page.getByLabel('Search the system calls').fill('no_such_call');
    assert.match(await page.locator('.view').innerText(), /the default decides, ERRNO/);
  });

  it('says why an action is there, and what the filter does with a system call', async () => {
    const page = await open(blank);
    const text = pretty(JSON.parse(DOCKER));
    const bundle = bundleOf('explained', text);
    await type(page, text);
    await page.getByLabel('Search the actions').fill('path.mask');
    await page.locator('.action summary').first().click();
    const reasons = await page.locator('.action .reasons').first().innerText();
    const explained = await ask(
      'explain',
      '-b',
      bundle,
      '--facts',
      'v2-x86_64',
      '--format',
      'json',
    );
    const [mask] = (JSON.parse(explained) as { do: string; why: string; undo: string }[]).filter(
      (one) => one.do === 'path.mask',
    );
    assert.ok(mask && reasons.includes(mask.why) && reasons.includes(mask.undo), reasons);

    await page.getByRole('tab', { name: 'Seccomp' }).click();
    const verdict = page.locator('.verdict');
    await page.getByLabel('A system call to try').fill('personality');
    await page.getByLabel('Its arguments').fill('0=8');
    const call = ['--syscall', 'personality', '--arg', '0=8'];
    const expected = await ask('explain', '-b', bundle, '--facts', 'v2-x86_64', ...call);
    const squeezed = (lines: string): string => lines.replaceAll(/\s+/g, ' ').trim();
    assert.ok(
      squeezed(await verdict.innerText()).startsWith(squeezed(expected)),
      `${await verdict.innerText()}\n${expected}`,
    );
    await page.getByLabel('Its architecture').selectOption('x86');
    assert.match(await verdict.innerText(), /personality on .*x86: number 136/i);
    await page.getByLabel('A system call to try').fill('no_such_call');
    assert.match(await verdict.innerText(), /no_such_call/);
  });

  it('compares two configs, and the same on two hosts', async () => {
    const page = await open(blank);
    const config = smallConfig();
    await type(page, pretty(config));
    await page.getByRole('tab', { name: 'Compare' }).click();
    assert.match(await page.locator('.compare').innerText(), /The same plan, to the byte/);
    config.hostname = 'another';
    await type(page, pretty(config));
    const lines = await page.locator('.difference li').allInnerTexts();
    assert.deepEqual(
      lines.map((text) => text.replaceAll(/\s+/g, ' ').trim()),
      [
        '~ config /hostname "test-host" "another"',
        '~ hostname.set name=another container name: "test-host" "another" because of /hostname',
      ],
    );
    await page.locator('select[name=other-host]').selectOption('cgroup-v1-x86_64');
    assert.ok((await page.locator('.difference li').count()) > 2);
  });

  it('draws each character where it is typed', async () => {
    const page = await open(blank);
    const line = '{"a": [1, true, null, "ü\\" b"], "c": {}}, 5';
    await type(page, line);
    const width = await page
      .locator('.line .source')
      .first()
      .evaluate(
        (drawn: { getBoundingClientRect(): { width: number } }) =>
          drawn.getBoundingClientRect().width,
      );
    const one = await page.evaluate<number>(
      `(() => { const area = document.querySelector('.editor textarea'); const context = document.createElement('canvas').getContext('2d'); context.font = getComputedStyle(area).font; return context.measureText('x').width; })()`,
    );
    assert.ok(Math.abs(width - 8 - one * line.length) < 1, `${width}, ${one * line.length}`);
  });

  it('lays a config out without changing what it says', async () => {
    const page = await open(blank);
    const text = '{"a":[1.0,-2e3,18446744073709551615,[],{}],"b\\"":{"c":"{,:}"}}';
    await type(page, text);
    await page.getByRole('button', { name: 'Format' }).click();
    const laidOut = await editor(page).inputValue();
    assert.equal(laidOut.replaceAll(/[ \n]/g, ''), text);
    assert.equal(laidOut.split('\n').length, 13);
  });

  for (const [name, options] of [
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['small', { colorScheme: 'light', viewport: { width: 390, height: 844 } }],
  ] as const) {
    it(`is readable: ${name}`, async () => {
      const page = await open(blank, options);
      await type(page, pretty(JSON.parse(DOCKER)));
      await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: name === 'small' });
      for (const tab of ['Mounts', 'Seccomp']) {
        await page.getByRole('tab', { name: tab }).click();
        await page.screenshot({ path: join(SCREENSHOTS, `${name}-${tab.toLowerCase()}.png`) });
      }
      for (const command of ['update', 'mounts']) {
        await page.locator('select[name=command]').selectOption(command);
        await settled(page);
        await page.screenshot({ path: join(SCREENSHOTS, `${name}-${command}.png`) });
      }
      const isTooWide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
      assert.equal(isTooWide, false);
      const background = await page.evaluate(
        'getComputedStyle(document.documentElement).backgroundColor',
      );
      assert.equal(background, name === 'dark' ? 'rgb(20, 24, 28)' : 'rgb(247, 244, 236)');
    });
  }
});

/** As if a file manager had dropped it. */
async function drop(page: Page, text: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    `((text) => { const given = new DataTransfer(); given.items.add(new File([text], 'config.json')); return given; })(${JSON.stringify(text)})`,
  );
  await page.locator('main').dispatchEvent('dragover', { dataTransfer: transfer });
  await page.locator('main').dispatchEvent('drop', { dataTransfer: transfer });
}

const INLINE_SCRIPT = `(() => {
  const script = document.createElement('script');
  script.textContent = 'window.ran = true';
  document.body.append(script);
  const image = document.createElement('div');
  image.innerHTML = '<button onclick="window.ran = true"></button>';
  image.firstChild.click();
  return window.ran === true;
})()`;

const LINE_OF_CARET = (area: { value: string; selectionStart: number }): number =>
  area.value.slice(0, area.selectionStart).split('\n').length;

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function fetchAs(
  port: number,
  path: string,
  host: string,
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path, headers: { host } }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    }).on('error', reject);
  });
}
