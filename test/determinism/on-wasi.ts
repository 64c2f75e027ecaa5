// The same with Node's own WASI, which knows nothing of lading: the engine as a command with files for its streams.
import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { WASI } from 'node:wasi';
import { type Corpus, fingerprint, requestAt, requestCount } from './corpus.ts';

const [corpusFile = '', engine = '', scratch = ''] = process.argv.slice(2);
const corpus = JSON.parse(readFileSync(corpusFile, 'utf8')) as Corpus;
const module = new WebAssembly.Module(readFileSync(engine));
const [requestFile, answerFile, warningsFile] = ['request', 'answer', 'warnings'].map((name) =>
  join(scratch, name),
) as [string, string, string];

function digest(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

function ask(request: Uint8Array): string {
  writeFileSync(requestFile, request);
  const [stdin, stdout, stderr] = [
    openSync(requestFile, 'r'),
    openSync(answerFile, 'w'),
    openSync(warningsFile, 'w'),
  ];
  const wasi = new WASI({ version: 'preview1', stdin, stdout, stderr, returnOnExit: true });
  const imports = wasi.getImportObject() as Record<string, Record<string, unknown>>;
  const kind = wasi.start(new WebAssembly.Instance(module, imports));
  for (const file of [stdin, stdout, stderr]) closeSync(file);
  return fingerprint(kind, digest(answerFile), digest(warningsFile));
}

for (let index = 0; index < requestCount(corpus); index += 1) {
  writeSync(1, `${ask(requestAt(corpus, index))}\n`);
}
