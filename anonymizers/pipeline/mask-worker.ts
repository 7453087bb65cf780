import { parentPort } from 'node:worker_threads'
import { createCodecs, type MaskSetup } from './codecs.ts'
import { maskRuns } from './mask-rows.ts'
import { packFailure, type WorkerAnswer, type WorkerTask } from './worker-message.ts'

/**
 * The thread that masks: is told how, then takes batches and gives them back masked. Started by
 * mask-threads.ts.
 */
const port = parentPort
if (!port) throw new Error('this module runs in a worker thread')

port.once('message', (setup: MaskSetup) => {
  const codecs = createCodecs(setup)
  // Looked at with the first batch; until then a failure must not count as unhandled.
  codecs.catch(() => {})
  port.on('message', (task: WorkerTask) => mask(task, codecs))
})

function mask(
  { id, bytes, runs, room }: WorkerTask,
  codecs: ReturnType<typeof createCodecs>,
): void {
  void codecs
    .then((codecOf): WorkerAnswer => {
      const masked = maskRuns(
        Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length),
        runs,
        codecOf,
        Buffer.from(room),
      )
      return { id, ...masked, free: bytes.buffer }
    })
    .catch((failure: unknown): WorkerAnswer => ({ id, failure: packFailure(failure) }))
    .then((answer) =>
      port?.postMessage(
        answer,
        'failure' in answer ? [] : [answer.bytes.buffer, answer.ends.buffer, answer.free],
      ),
    )
}
