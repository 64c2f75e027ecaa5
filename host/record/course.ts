// The course that a plan's execution takes, as a journal tells it: every action once, in the plan's order, by the
// process it is for, and the turns that the helper and the container's process take at their syncs. A journal is
// followed line by line; what cannot come next is a divergence. Mirrors helper-c/run.c and helper-c/turn.c.
import { ACTION_KINDS } from '../../generated/host/action-kinds.ts';
import type { NumberedAction } from '../report/actions.ts';
import { judgeForm } from './forms.ts';
import type { LineValue } from './lines.ts';
import { judgeResult } from './results.ts';

export type Outcome = 'done' | 'failed' | 'stale' | 'exited' | 'waiting' | 'running' | 'unfinished';

export type Divergence = {
  readonly expected: string;
  readonly found: string;
  readonly action: NumberedAction | undefined;
};

/** A process's own list of actions, and how far it is. */
type Track = {
  readonly by: 'helper' | 'child';
  readonly actions: readonly NumberedAction[];
  at: number;
  isOpen: boolean;
};

/** Where the child stands for the helper, whose sync ends when the child gives the turn back. */
type ChildState = 'none' | 'ready' | 'working' | 'resting' | 'alone' | 'executing' | 'gone';

const EXIT_STALE = 3;
/** 128 + what ends a command early: SIGHUP, SIGINT, SIGQUIT, SIGTERM (helper-c/signals.c). */
const EXITS_FAILED: readonly unknown[] = [1, 129, 130, 131, 143];

export class Course {
  readonly #helper: Track;
  readonly #child: Track;
  readonly counts = { planned: 0, begun: 0, done: 0, failed: 0, undone: 0 };
  #childState: ChildState = 'none';
  #phase: 'running' | 'undoing' | 'ended' = 'running';
  #undo: NumberedAction[] = [];
  #ended: Outcome | undefined;
  #exitCode: number | undefined;
  /** Another command has deleted the container: the rest of the plan is left to it. */
  #isLeftToOther = false;
  #isStale = false;

  constructor(numbered: readonly NumberedAction[]) {
    const top = topLevel(numbered);
    this.#helper = { by: 'helper', actions: top, at: 0, isOpen: false };
    const children = numbered.filter(({ isChild }) => isChild);
    this.#child = { by: 'child', actions: children, at: 0, isOpen: false };
    this.counts.planned = top.length + children.length;
  }

  /** The action that the next line is about, as far as that can be told before it is read. */
  get next(): NumberedAction | undefined {
    if (this.#phase === 'undoing') return this.#undo[0];
    const track = this.#track();
    return track?.actions[track.at];
  }

  /** Follows one line; says what it should have been when it cannot come next. */
  take(line: LineValue): Divergence | undefined {
    const action = this.next;
    const expected = this.#expected();
    const why = line.event === undefined ? undefined : judgeForm(line, line.event);
    if (why !== undefined) return { expected, found: `${describeLine(line)}: ${why}`, action };
    return this.#follow(line) ? undefined : { expected, found: describeLine(line), action };
  }

  /** What the whole journal comes to; a divergence when it breaks off. */
  finish(): Outcome | Divergence {
    if (this.#ended === undefined || (this.#childState === 'alone' && this.#childHasWoken())) {
      return { expected: this.#expected(), found: 'the end of the journal', action: this.next };
    }
    const isDone = this.#ended === 'done';
    if (isDone && this.#childState === 'alone') return 'waiting';
    return isDone && this.#childState === 'gone' ? 'failed' : this.#ended;
  }

  #childHasWoken(): boolean {
    const action = this.#child.actions[this.#child.at]?.action;
    return action?.do !== 'fifo.wait';
  }

  #track(): Track | undefined {
    if (this.#childState === 'working' && this.#child.at < this.#child.actions.length)
      return this.#child;
    if (this.#phase !== 'ended') return this.#helper;
    return this.#childState === 'alone' ? this.#child : undefined;
  }

  #expected(): string {
    const action = this.next;
    if (this.#phase === 'undoing')
      return action === undefined ? 'the end, failed' : `undone ${name(action)}`;
    const track = this.#track();
    if (track === undefined) return 'nothing more';
    if (action === undefined) return 'the end';
    const what = track.isOpen ? `done or failed ${name(action)}` : `begin ${name(action)}`;
    return track.by === 'child' ? `${what} by the container's process` : what;
  }

  #follow(line: LineValue): boolean {
    if (line.event === 'end') return this.#end(line);
    const by = line.by === 'child' ? 'child' : 'helper';
    if (by === 'helper' && this.#phase === 'undoing') return this.#undone(line);
    if (by === 'helper') return this.#phase === 'running' && this.#step(this.#helper, line);
    return this.#childMayAct() && this.#step(this.#child, line);
  }

  #childMayAct(): boolean {
    if (this.#childState === 'working') return this.#phase === 'running';
    // Started while or after the helper that made it ended.
    return this.#childState === 'alone' && this.#phase === 'ended';
  }

  #step(track: Track, line: LineValue): boolean {
    const numbered = track.actions[track.at];
    if (numbered === undefined || line.action !== numbered.number) return false;
    if (line.event === 'begin') {
      if (track.isOpen || line.do !== numbered.action.do) return false;
      // While the child has the turn the helper waits.
      if (track.by === 'helper' && this.#childState === 'working') return false;
      if (this.#isLeftToOther) return false;
      track.isOpen = true;
      this.counts.begun++;
      this.#begun(track, numbered.action.do);
      return true;
    }
    if (!track.isOpen) return false;
    if (line.event === 'failed') return this.#failed(track, line);
    return line.event === 'done' && this.#done(track, numbered, line);
  }

  #begun(track: Track, kind: string): void {
    if (track.by === 'helper') {
      // Who visits has the turn until he is back.
      if (kind === 'process.visit') this.#childState = 'working';
      if (kind !== 'sync') return;
      if (this.#childState === 'ready') this.#childState = 'working';
      else if (this.#childState === 'resting') this.#childState = 'working';
    } else if (kind === 'sync') this.#childState = 'resting';
    else if (kind === 'fifo.wait') this.#childState = 'alone';
    else if (kind === 'exec') this.#childState = 'executing';
  }

  #done(track: Track, numbered: NumberedAction, line: LineValue): boolean {
    const kind = numbered.action.do;
    // exec does not come back; a sync of the helper ends when the child has given the turn back.
    if (kind === 'exec') return false;
    if (track.by === 'helper' && kind === 'sync' && this.#childState === 'working') return false;
    if (kind === 'process.visit' && this.#child.at < this.#child.actions.length) return false;
    if (judgeResult(numbered.action, line.result) !== undefined) return false;
    track.isOpen = false;
    track.at++;
    this.counts.done++;
    if (kind === 'process.spawn') this.#childState = 'ready';
    if (kind === 'process.visit') this.#childState = 'none';
    const result = (line.result ?? {}) as Readonly<Record<string, unknown>>;
    if (kind === 'process.wait') this.#exitCode = Number(result.exit);
    if (result.deleted !== undefined) this.#isLeftToOther = true;
    return true;
  }

  #failed(track: Track, line: LineValue): boolean {
    this.counts.failed++;
    track.isOpen = false;
    if (track.by === 'child') {
      this.#childState = 'gone';
      return true;
    }
    // A child that still had the turn is killed first.
    this.#childState = 'gone';
    this.#phase = 'undoing';
    const last = this.#helper.actions[this.#helper.at]?.action.do;
    this.#isStale = last === 'state.lock' && (line.errno === 'ESTALE' || line.errno === 'ENOENT');
    this.#undo = this.#helper.actions
      .slice(0, this.#helper.at + 1)
      .filter(({ action }) => !/^none\b/.test(ACTION_KINDS.get(action.do)?.undo ?? 'none'))
      .reverse();
    return true;
  }

  #undone(line: LineValue): boolean {
    const [numbered] = this.#undo;
    const isUndo = line.event === 'undone' || line.event === 'undo-failed';
    if (numbered === undefined || !isUndo || line.action !== numbered.number) return false;
    this.#undo.shift();
    this.counts.undone++;
    return true;
  }

  #end(line: LineValue): boolean {
    const { exit, outcome } = line;
    if (typeof exit !== 'number') return false;
    if (this.#phase === 'undoing' && this.#undo.length === 0) {
      if (outcome === 'stale' ? !this.#isStale || exit !== EXIT_STALE : outcome !== 'failed')
        return false;
      if (outcome === 'failed' && !EXITS_FAILED.includes(exit)) return false;
    } else {
      const isThrough = this.#helper.at === this.#helper.actions.length || this.#isLeftToOther;
      if (this.#phase !== 'running' || this.#helper.isOpen || !isThrough) return false;
      const expected = this.#exitCode === undefined ? 'done' : 'exited';
      if (outcome !== expected || exit !== (this.#exitCode ?? 0)) return false;
    }
    this.#phase = 'ended';
    this.#ended = outcome as Outcome;
    return true;
  }
}

/** Those of the helper itself that the journal tells of: not what a `failure.then` holds ready. */
function topLevel(numbered: readonly NumberedAction[]): NumberedAction[] {
  const inner = new Set(numbered.flatMap(({ action }) => action.actions ?? []));
  return numbered.filter(({ action, isChild }) => !isChild && !inner.has(action));
}

function name({ action, number }: NumberedAction): string {
  return `${number} ${action.do}`;
}

function describeLine(line: LineValue): string {
  if (line.event === undefined)
    return line.command === undefined ? 'a line of no known form' : 'a first line';
  if (line.event === 'end') return `the end, ${line.outcome}, exit ${line.exit}`;
  const kind = line.do === undefined ? '' : ` ${line.do}`;
  const by = line.by === undefined ? '' : ` by the container's process`;
  const result = line.result === undefined ? '' : ` with ${JSON.stringify(line.result)}`;
  return `${line.event} ${line.action}${kind}${by}${result}`;
}
