// `lading validate` as people, programs and code hosts call it.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import { PROBLEM_KINDS } from '../../../../generated/host/problems.ts';
import { VERSION } from '../../../../generated/host/version.ts';
import { filesBelow, readText } from '../../../architecture/graph.ts';
import { adaptEngineConfig } from '../../../helpers/config.ts';
import { testDirectory } from '../../../helpers/container.ts';
import { type Outcome, run, runtime } from '../../../helpers/runtime.ts';

const lading = runtime('lading').command;
const GOLDEN = new URL('../../../fixtures/sarif/problems.sarif', import.meta.url);

/** An error, a warning at a name after letters of more than one byte, and a warning about what is absent. */
const CONFIG = `{
  "ociVersion": "1.2.0",
  "process": { "args": ["/bin/true"], "cwd": "x", "user": { "uid": 1, "gid": 1 } },
  "annotations": { "é€": "", "run.oci.handlr": "" },
  "root": { "path": "rootfs" },
  "linux": { "namespaces": [{ "type": "mount", "path": "/proc/1/ns/mnt" }] }
}
`;

function folder(name: string, config: string): string {
  const path = join(testDirectory(), name);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'config.json'), config);
  return path;
}

const validate = (cwd: string, ...args: readonly string[]): Promise<Outcome> =>
  run([...lading, 'validate', ...args], { cwd });

/** The parts of SARIF 2.1.0 that are used: nothing else may be there (sections 3.13 to 3.50). */
const text = {
  type: 'object',
  required: ['text'],
  additionalProperties: false,
  properties: { text: { type: 'string', minLength: 1 } },
};
const level = { enum: ['none', 'note', 'warning', 'error'] };
const strictObject = (required: readonly string[], properties: object): object => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
});
const SARIF = strictObject(['version', 'runs', '$schema'], {
  $schema: { type: 'string' },
  version: { const: '2.1.0' },
  runs: {
    type: 'array',
    minItems: 1,
    items: strictObject(['tool', 'results'], {
      tool: strictObject(['driver'], {
        driver: strictObject(['name'], {
          name: { type: 'string' },
          version: { type: 'string' },
          rules: {
            type: 'array',
            uniqueItems: true,
            items: strictObject(['id'], {
              id: { type: 'string' },
              name: { type: 'string', pattern: '^[A-Z][A-Za-z]+$' },
              shortDescription: text,
              help: text,
              defaultConfiguration: strictObject([], { level }),
            }),
          },
        }),
      }),
      columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
      artifacts: {
        type: 'array',
        minItems: 1,
        items: strictObject([], { location: strictObject([], { uri: { type: 'string' } }) }),
      },
      results: {
        type: 'array',
        items: strictObject(['message'], {
          ruleId: { type: 'string' },
          ruleIndex: { type: 'integer', minimum: 0 },
          level,
          message: text,
          locations: {
            type: 'array',
            items: strictObject([], {
              physicalLocation: strictObject(['artifactLocation'], {
                artifactLocation: strictObject([], {
                  uri: { type: 'string', pattern: '^[^\\s]+$' },
                  index: { type: 'integer', minimum: 0 },
                }),
                region: strictObject(['startLine'], {
                  startLine: { type: 'integer', minimum: 1 },
                  startColumn: { type: 'integer', minimum: 1 },
                }),
              }),
              logicalLocations: {
                type: 'array',
                items: strictObject([], { fullyQualifiedName: { type: 'string' } }),
              },
            }),
          },
        }),
      },
    }),
  },
});

type Sarif = {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
      readonly results: readonly { readonly ruleId: string; readonly ruleIndex: number }[];
    },
  ];
};

describe('lading validate', () => {
  it('prints the line of each problem with a caret, and what to do about a warning', async () => {
    const { exitCode, stdout } = await validate(folder('text', CONFIG), 'config.json');
    assert.equal(exitCode, 1);
    const lines = stdout.split('\n');
    const at = lines.findIndex((line) => line.includes('/annotations/run.oci.handlr'));
    assert.deepEqual(lines.slice(at, at + 4), [
      'config.json:4:33: warning: /annotations/run.oci.handlr: no such annotation is known, and it has no effect (did you mean run.oci.handler?)',
      '  4 |   "annotations": { "é€": "", "run.oci.handlr": "" },',
      '    |                              ^',
      '  fix (LD3502): correct its name, or leave it out',
    ]);
  });

  it('says what it would do for a program, with the code and the fix', async () => {
    const { stdout } = await validate(folder('json', CONFIG), '--format', 'json');
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; fix?: string }[] };
    const found = diagnostics.find(({ code }) => code === 'LD3001');
    assert.equal(found?.fix, 'set noNewPrivileges to true');
  });

  it('exits with 0 for warnings alone, with 1 when the caller is strict', async () => {
    const cwd = folder('docker', JSON.stringify(adaptEngineConfig('docker-20.10')));
    const [plain, strict, before] = await Promise.all([
      validate(cwd),
      validate(cwd, '--strict'),
      run([...lading, '--strict', 'validate'], { cwd }),
    ]);
    assert.deepEqual([plain.exitCode, strict.exitCode, before.exitCode], [0, 1, 1]);
    assert.match(plain.stdout, /^config\.json:1:\d+: warning: \/process\//m);
    assert.doesNotMatch(strict.stdout, /warning/);
  });

  it('tells last how many more there are', async () => {
    const annotations = Array.from({ length: 30 }, (_, index) => `"k${index}": 1`).join(',\n');
    const cwd = folder('many', `{"annotations": {\n${annotations}}}`);
    const [text, json] = await Promise.all([validate(cwd), validate(cwd, '--format', 'json')]);
    assert.match(text.stdout, /^config\.json:1:1: .*\nand \d+ more\n$/s);
    const { diagnostics } = JSON.parse(json.stdout) as { diagnostics: { message: string }[] };
    assert.match(diagnostics.at(-1)?.message ?? '', /^and \d+ more$/);
  });

  it('prints SARIF as it did', async () => {
    const { stdout } = await validate(folder('golden', CONFIG), '--format', 'sarif');
    const found = stdout.replace(`"version": "${VERSION}"`, '"version": "VERSION"');
    if (process.env.LADING_RECORD === '1') writeFileSync(GOLDEN, found);
    assert.equal(found, readFileSync(GOLDEN, 'utf8'));
  });

  it('prints SARIF that is valid, whatever is wrong', async () => {
    const isValid = new Ajv2020.default({ strict: false }).compile(SARIF);
    const texts = [CONFIG, '{', '[]', JSON.stringify(adaptEngineConfig('docker-20.10'))];
    for (const [index, config] of texts.entries()) {
      const cwd = folder(`sarif ${index}`, config);
      // From elsewhere: a path with a space in it.
      const { stdout } = await validate('/', '--format', 'sarif', join(cwd, 'config.json'));
      const sarif = JSON.parse(stdout) as Sarif;
      assert.ok(isValid(sarif), JSON.stringify(isValid.errors));
      const [{ tool, results }] = sarif.runs;
      assert.ok(results.length > 0);
      for (const { ruleId, ruleIndex } of results) {
        assert.equal(tool.driver.rules[ruleIndex]?.id, ruleId);
      }
    }
    const missing = await validate('/', '--format', 'sarif', '/no/such/config.json');
    assert.equal(missing.exitCode, 1);
    assert.ok(isValid(JSON.parse(missing.stdout)));
  });
});

describe('the table of problems', () => {
  it('has every code that a config.json can get', () => {
    const files = filesBelow('assembly', ['.ts']).filter((path) => /\/(json|config)\//.test(path));
    const used = files.flatMap((path) => readText(path).match(/\bLD\d{4}\b/g) ?? []);
    const known = PROBLEM_KINDS.map(({ code }) => code);
    assert.ok(used.length > 30);
    assert.deepEqual(
      used.filter((code) => !known.includes(code)),
      [],
    );
    assert.deepEqual(known, [...new Set(known)].sort());
  });

  it('knows the annotations that have an effect', () => {
    const known = readText('assembly/config/advice/members.ts');
    const read = readText('assembly/plan/annotations.ts').match(/'run\.oci\.[\w.-]+\w'/g) ?? [];
    assert.ok(read.length > 8);
    assert.deepEqual(
      read.filter((name) => !known.includes(name)),
      [],
    );
  });
});
