// The page's own program: reads what was put into the page, compiles the engine that is in it, and draws.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { render } from 'preact';
import { makeEngine } from '../engine/engine.ts';
import { App } from './app.tsx';
import type { Given } from './given.ts';
import { openSession } from './session.ts';

function textOf(id: string): string {
  return document.getElementById(id)?.textContent ?? '';
}

const wasm = Uint8Array.from(atob(textOf('engine')), (character) => character.charCodeAt(0));
const hex = (bytes: Uint8Array): string => bytesToHex(sha256(bytes));
const given = (JSON.parse(textOf('given')) ?? undefined) as Given | undefined;
const session = openSession(makeEngine(wasm, hex), hex, given);
render(<App session={session} />, document.getElementById('app') as HTMLElement);
