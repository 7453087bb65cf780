import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import type { Worker } from 'node:worker_threads'
import type { Envelope } from '@cucumber/messages'
import { childEnvironment } from '../core/secrets.ts'
import type { Project } from './project.ts'
import { sourcesOf, type Selection } from './scenario-plan.ts'
import { createStepHints } from './step-hints.ts'
import { stepLibrary } from './step-library.ts'

export interface CucumberOptions {
  readonly project: Project
  readonly selection: Selection
  readonly workers: number
  /** The file that the messages go to. */
  readonly messages: string
  /** Plain data that the worker threads find their coordinator by. */
  readonly parameters: Readonly<Record<string, string>>
  readonly onMessage: (message: Envelope) => void
  readonly signal: AbortSignal
}

/**
 * Runs the scenarios in worker threads, one after another in each. When a thread is lost, the
 * run ends, and what has not reported by then has not run.
 *
 * @throws the signal's reason; POLIGON_CONFIG when a step module cannot be loaded.
 */
export async function runScenarios(options: CucumberOptions): Promise<void> {
  const { project, signal, onMessage } = options
  const support = await stepLibrary(project)
  const { runCucumber } = await import('@cucumber/cucumber/api')
  const hints = createStepHints(support)
  const stream = createWriteStream(options.messages, { mode: 0o600 })
  // Cucumber cannot be told to stop: without its threads it ends.
  const threads = new Set<Worker>()
  const follow = (worker: Worker) => void threads.add(worker)
  const stop = () => {
    for (const thread of threads) void thread.terminate()
  }
  process.on('worker', follow)
  signal.addEventListener('abort', stop, { once: true })
  try {
    signal.throwIfAborted()
    await runCucumber(
      {
        sources: sourcesOf(options.selection),
        support,
        runtime: {
          dryRun: false,
          failFast: false,
          filterStacktraces: true,
          parallel: options.workers,
          retry: 0,
          retryTagFilter: '',
          strict: true,
          worldParameters: { ...options.parameters },
        },
        formats: { stdout: 'message', files: {}, publish: false, options: {} },
      },
      { cwd: project.root, stdout: stream, stderr: process.stderr, env: childEnvironment() },
      (message) => {
        for (const hint of hints(message)) stream.write(`${JSON.stringify(hint)}\n`)
        onMessage(message)
      },
    )
  } finally {
    process.off('worker', follow)
    signal.removeEventListener('abort', stop)
    stream.end()
    await once(stream, 'close')
  }
  signal.throwIfAborted()
}
