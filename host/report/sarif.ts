// Problems of a config.json as SARIF 2.1.0 (OASIS), which code hosts and editors show beside the file.
import { PROBLEM_KINDS, type ProblemKind } from '../../generated/host/problems.ts';
import type { Diagnostic } from '../../generated/host/response.ts';
import { charactersBefore } from './diagnostics.ts';

export type SarifView = {
  readonly diagnostics: readonly Diagnostic[];
  /** The file as the engine read it; undefined: it could not be read as text. */
  readonly source: string | undefined;
  /** The file from where the reader stands, as a path. */
  readonly path: string;
  readonly version: string;
};

export function renderSarif({ diagnostics, source, path, version }: SarifView): string {
  const lines = source?.split('\n') ?? [];
  const uri = uriOf(path);
  const run = {
    tool: { driver: { name: 'lading', version, rules: PROBLEM_KINDS.map(ruleOf) } },
    columnKind: 'utf16CodeUnits',
    artifacts: [{ location: { uri } }],
    results: diagnostics.map((one) => resultOf(one, uri, lines)),
  };
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [run],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function ruleOf({ code, name, about, fix }: ProblemKind): object {
  return {
    id: code,
    name: pascalCase(name),
    shortDescription: { text: about },
    ...(fix === undefined ? {} : { help: { text: `${fix[0]?.toUpperCase()}${fix.slice(1)}.` } }),
    defaultConfiguration: { level: fix === undefined ? 'error' : 'warning' },
  };
}

/** SARIF 2.1.0, 3.49.7: a rule's name is an identifier; by habit one like `NoNewPrivileges`. */
function pascalCase(name: string): string {
  return name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function resultOf(diagnostic: Diagnostic, uri: string, lines: readonly string[]): object {
  const { code, severity, message, fix, pointer } = diagnostic;
  const ruleIndex = PROBLEM_KINDS.findIndex((kind) => kind.code === code);
  return {
    ruleId: code,
    ...(ruleIndex < 0 ? {} : { ruleIndex }),
    level: severity,
    message: { text: fix === undefined ? message : `${message}. To do: ${fix}.` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri, index: 0 },
          ...(diagnostic.line === undefined
            ? {}
            : { region: regionOf(diagnostic, lines[diagnostic.line - 1]) }),
        },
        ...(pointer ? { logicalLocations: [{ fullyQualifiedName: pointer }] } : {}),
      },
    ],
  };
}

/** SARIF counts characters, diagnostics bytes. Without an end it is the rest of the line. */
function regionOf({ line, column = 1 }: Diagnostic, text: string | undefined): object {
  const startColumn = text === undefined ? column : charactersBefore(text, column) + 1;
  return { startLine: line, startColumn };
}

/** RFC 3986: relative where the path is. */
function uriOf(path: string): string {
  const encoded = path.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
  return encoded.startsWith('/') ? `file://${encoded}` : encoded;
}
