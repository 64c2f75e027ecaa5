// Every schema -> TypeScript types, by json-schema-to-typescript.
import { readdir, readFile } from 'node:fs/promises';
import { compile, type JSONSchema } from 'json-schema-to-typescript';

const FOLDER = new URL('../../schema/', import.meta.url);
const SUFFIX = '.schema.json';

export async function generate(): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith(SUFFIX)).sort();
  for (const name of names) {
    const base = name.slice(0, -SUFFIX.length);
    const schema = JSON.parse(await readFile(new URL(name, FOLDER), 'utf8')) as JSONSchema;
    const text = await compile(schema, base, {
      additionalProperties: false,
      bannerComment: `// Written by \`npm run generate\` from host/schema/${name}. Do not edit.`,
      style: { singleQuote: true, printWidth: 100 },
    });
    files.set(`host/${base}.ts`, text);
  }
  return files;
}
