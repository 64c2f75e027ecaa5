// A program for Node and for Bun: CORPUS ENGINE -> the fingerprints of all answers, on standard output.
import { readFileSync, writeSync } from 'node:fs';
import type { Corpus } from './corpus.ts';
import { answerAll } from './in-javascript.ts';

const [corpus = '', engine = ''] = process.argv.slice(2);
const text = answerAll(JSON.parse(readFileSync(corpus, 'utf8')) as Corpus, readFileSync(engine));
let rest = new TextEncoder().encode(text);
while (rest.length > 0) rest = rest.subarray(writeSync(1, rest));
