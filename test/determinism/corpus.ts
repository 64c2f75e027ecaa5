// What every engine is asked, and what is kept of its answers. Pure, so that it can run inside each of them.

export type Corpus = {
  /** Texts of config.json. */
  readonly configs: readonly string[];
  /** By name: canonical JSON of the facts, and of the caller among them. */
  readonly facts: readonly { readonly facts: string; readonly caller: string }[];
};

const COMMANDS = ['create', 'run'] as const;

export function requestCount({ configs, facts }: Corpus): number {
  return configs.length * facts.length;
}

/** Each config on each host; the bytes are canonical, written here without parsing what is canonical already. */
export function requestAt({ configs, facts }: Corpus, index: number): Uint8Array {
  const text = configs[Math.floor(index / facts.length)] as string;
  const host = facts[index % facts.length] as Corpus['facts'][number];
  const config = JSON.stringify({ text });
  const command = COMMANDS[index % COMMANDS.length];
  const inputs = `{"caller":${host.caller},"config":${config},"facts":${host.facts}}`;
  const options = '{"bundle":"/srv/web","config":"/srv/web/config.json","id":"web"}';
  return new TextEncoder().encode(
    `{"command":"${command}","inputs":${inputs},"options":${options}}`,
  );
}

/** The kind of the answer, and the digests of its bytes and of its warnings. */
export function fingerprint(kind: number, answer: string, warnings: string): string {
  return `${kind} ${answer} ${warnings}`;
}
