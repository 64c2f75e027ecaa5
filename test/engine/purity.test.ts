import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderCanonical } from '../../host/engine/canonical.ts';
import { wasiProgram } from '../../host/engine/wasi.ts';
import { ENGINE_FILE, engineModule, KIND, respond } from '../helpers/engine.ts';

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));
const ALLOWED = ['fd_close', 'fd_read', 'fd_write', 'proc_exit'];

function planRequest(): Uint8Array {
  const config = readFileSync(join(REPOSITORY, 'test/fixtures/configs/docker-20.10.json'), 'utf8');
  const facts = JSON.parse(
    readFileSync(join(REPOSITORY, 'host/facts/hybrid-x86_64.json'), 'utf8'),
  ) as { readonly caller: Record<string, number> };
  const request = {
    command: 'create',
    inputs: { caller: facts.caller, config: { text: config }, facts },
    options: { bundle: '/bundle', config: '/bundle/config.json', id: 'web' },
  };
  return Buffer.from(renderCanonical(request as never));
}

describe('the engine is a pure function', () => {
  it('imports at most four calls of WASI, and nothing else', () => {
    const imports = WebAssembly.Module.imports(engineModule());
    for (const { module, name } of imports) {
      assert.equal(module, 'wasi_snapshot_preview1');
      assert.ok(ALLOWED.includes(name), `imports ${name}`);
    }
  });

  it('answers the same bytes each time', () => {
    const first = respond(planRequest());
    assert.equal(first.kind, KIND.plan, first.stdout.toString().slice(0, 400));
    for (let i = 0; i < 20; i++) {
      assert.ok(respond(planRequest()).stdout.equals(first.stdout));
    }
  });

  it('has nothing left of what it was asked before, however often its instance is used again', () => {
    const expected = respond(planRequest()).stdout;
    const asked = wasiProgram(engineModule());
    const others = ['{', '{"command":"create","inputs":{},"options":{}}', '[]'].map((text) =>
      Buffer.from(text),
    );
    for (const other of [...others, planRequest(), ...others]) {
      const alone = wasiProgram(engineModule());
      assert.deepEqual(asked(other), alone(other));
      const { stdout } = asked(planRequest());
      assert.ok(expected.equals(stdout));
    }
  });

  it('is set back by all that changes in it: each of its globals that can change is exported', () => {
    const text = execFileSync('npx', ['wasm-objdump', '-x', fileURLToPath(ENGINE_FILE)], {
      cwd: REPOSITORY,
      encoding: 'utf8',
    });
    const changing = [...text.matchAll(/- global\[(\d+)\] \w+ mutable=1/g)].map(
      ([, index]) => index,
    );
    const exported = [...text.matchAll(/- global\[(\d+)\].* -> "state:\d+"/g)].map(
      ([, index]) => index,
    );
    assert.ok(changing.length > 0);
    assert.deepEqual(exported, changing);
    assert.doesNotMatch(text, /passive/);
  });

  it('answers the same bytes as a WASI command, whatever the place, time zone, language and home', () => {
    const expected = respond(planRequest()).stdout;
    const folder = mkdtempSync(join(tmpdir(), 'lading-engine-'));
    try {
      const script = join(folder, 'wasi.mjs');
      writeFileSync(script, WASI_SCRIPT);
      for (const env of [
        { TZ: 'Pacific/Auckland', LANG: 'C', HOME: '/' },
        { TZ: 'UTC', LANG: 'de_DE.UTF-8', HOME: folder, LC_ALL: 'tr_TR.UTF-8' },
      ]) {
        const { stdout, status, stderr } = spawnSync(
          process.execPath,
          ['--no-warnings', script, fileURLToPath(ENGINE_FILE)],
          { cwd: folder, env, input: planRequest(), maxBuffer: 1 << 24 },
        );
        assert.equal(status, KIND.plan, stderr.toString());
        assert.ok(stdout.equals(expected));
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

const WASI_SCRIPT = `
import { readFileSync } from 'node:fs';
import { WASI } from 'node:wasi';
const wasi = new WASI({ version: 'preview1', env: process.env, returnOnExit: true });
const module = new WebAssembly.Module(readFileSync(process.argv[2]));
const instance = new WebAssembly.Instance(module, wasi.getImportObject());
process.exitCode = wasi.start(instance);
`;

describe('generated/', () => {
  it('is what the schemas generate, to the byte', () => {
    const tsx = join(REPOSITORY, 'node_modules/.bin/tsx');
    execFileSync(tsx, ['host/tools/generate.ts', '--check'], { cwd: REPOSITORY, stdio: 'pipe' });
  }).timeout(60_000);

  it('holds only what a generator wrote', () => {
    for (const folder of readdirSync(join(REPOSITORY, 'generated'))) {
      for (const file of readdirSync(join(REPOSITORY, 'generated', folder))) {
        const head = readFileSync(join(REPOSITORY, 'generated', folder, file), 'utf8').slice(
          0,
          300,
        );
        assert.match(head, /[Gg]enerated?|npm run generate/, `${folder}/${file}`);
      }
    }
  });
});
