import { startChild, type RunningChild } from '../core/child.ts'
import type { Clock } from '../core/clock.ts'
import type { Redactor } from '../core/contracts/detector.ts'
import type { JournalSink } from '../core/contracts/journal.ts'
import { PoligonError } from '../core/errors.ts'
import { name, say, type Redacted } from '../core/redacted.ts'
import type { SubjectSpec } from '../environments/index.ts'
import { readLogLine } from './log-line.ts'
import { programOf } from './program.ts'
import { fill, type Variables } from './variables.ts'

/** The integration under test as one slot runs it. */
export interface Subject extends AsyncDisposable {
  readonly system: string
  /** Starts the program and waits until it says that it can work. Does nothing when it runs. */
  start(signal: AbortSignal): Promise<void>
  stop(): Promise<void>
  /** Waits until it says that nothing is in flight; false when it still does not after `limit` ms. */
  quiet(limit: number, signal: AbortSignal): Promise<boolean>
  /** Says that it ended although nobody stopped it; undefined while all is well. */
  crash(): Redacted | undefined
}

export interface SubjectOptions {
  readonly system: string
  readonly spec: SubjectSpec
  readonly slot: string
  /** The project; the command and its paths are relative to it. */
  readonly folder: string
  readonly variables: Variables
  readonly sink: JournalSink
  readonly clock: Clock
  readonly redact: Redactor
}

/** Pause between two looks at a probe, in milliseconds. */
const pause = 20
const keptLines = 8

export function createSubject(options: SubjectOptions): Subject {
  const { system, spec, slot, clock, redact, sink, variables } = options
  const place = `the environment of ${system}`
  const filled = (text: string) => fill(text, variables, place)
  // Filled at every start, because addresses change in between; now, to tell mistakes before the run.
  const environment = () =>
    Object.fromEntries(Object.entries(spec.environment).map(([key, value]) => [key, filled(value)]))
  environment()
  let child: RunningChild | undefined
  let ended: Redacted | undefined
  let lastLines: Redacted[] = []

  const hear = (line: string) => {
    if (line.trim() === '') return
    const { level, text } = readLogLine(line)
    const summary = redact(text.slice(0, 2000))
    lastLines = [...lastLines, summary].slice(-keptLines)
    sink.observe({
      slot,
      from: system,
      to: system,
      kind: 'log',
      key: level,
      summary,
      ...(level === 'ERROR' ? { problem: summary } : {}),
    })
  }

  const spawn = () => {
    lastLines = []
    ended = undefined
    const started = startChild({
      command: programOf(spec.command.map(filled)),
      environment: environment(),
      folder: options.folder,
      label: `${system} of ${slot}`,
      onLine: hear,
    })
    child = started
    const gone = (how: Redacted) => {
      if (child !== started) return
      child = undefined
      ended = how
      sink.observe({
        slot,
        from: system,
        to: system,
        kind: 'log',
        key: 'END',
        summary: how,
        problem: how,
      })
    }
    started.exited.then(
      ({ code, signal }) =>
        gone(
          code === null
            ? say`The subject ${name(system)} was ended by ${name(signal ?? 'a signal')}`
            : say`The subject ${name(system)} ended by itself with exit code ${code}`,
        ),
      (failure: unknown) =>
        gone(
          say`The subject ${name(system)} could not be started (${name((failure as NodeJS.ErrnoException).code ?? 'unknown')})`,
        ),
    )
  }

  const failed = (what: Redacted) =>
    new PoligonError('POLIGON_UNREACHABLE', {
      what: say`${what}.${tail(lastLines)}`,
      remedy: say`Look at its command and its environment in the environment file.`,
    })

  const stop = async () => {
    const running = child
    child = undefined
    ended = undefined
    await running?.stop('SIGTERM', 1500)
  }

  return {
    system,
    async start(signal) {
      if (child) return
      spawn()
      const deadline = clock.monotonic() + spec.ready.within
      const url = filled(spec.ready.url)
      while (!(await answers(url, signal))) {
        if (!child) throw failed(ended ?? say`The subject ${name(system)} was stopped`)
        if (clock.monotonic() > deadline)
          throw failed(say`The subject ${name(system)} did not say that it is ready in time`)
        await clock.sleep(pause, signal)
      }
    },
    stop,
    async quiet(limit, signal) {
      if (!child || !spec.idle) return true
      const url = filled(spec.idle.url)
      const deadline = clock.monotonic() + limit
      for (;;) {
        if (await isIdle(url, signal)) return true
        if (!child) return true
        if (clock.monotonic() > deadline) return false
        await clock.sleep(pause, signal)
      }
    },
    crash: () => (ended === undefined ? undefined : say`${ended}.${tail(lastLines)}`),
    [Symbol.asyncDispose]: stop,
  }
}

function tail(lines: readonly Redacted[]): Redacted {
  return lines.length === 0
    ? say` It wrote nothing.`
    : (` Its last lines:\n${lines.map((line) => `  ${line}`).join('\n')}\n` as Redacted)
}

async function answers(url: string, signal: AbortSignal): Promise<boolean> {
  const response = await ask(url, signal)
  await response?.body?.cancel()
  return response?.ok ?? false
}

async function isIdle(url: string, signal: AbortSignal): Promise<boolean> {
  const response = await ask(url, signal)
  if (!response?.ok) return false
  const body: unknown = await response.json().catch(() => undefined)
  return (body as { idle?: unknown } | undefined)?.idle === true
}

/** Undefined when nobody answers; a subject that is slow to answer is asked again by the caller. */
async function ask(url: string, signal: AbortSignal): Promise<Response | undefined> {
  try {
    return await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(2000)]) })
  } catch {
    signal.throwIfAborted()
    return undefined
  }
}
