import { parentPort, workerData } from 'node:worker_threads'
import { createCodecs, type MaskSetup } from './codecs.ts'
import { maskRuns } from './mask-rows.ts'
import { packFailure, type WorkerAnswer, type WorkerTask } from './worker-message.ts'

/** The thread that masks: takes batches, gives them back masked. Started by worker-pool.ts. */
const port = parentPort
if (!port) throw new Error('this module runs in a worker thread')

const codecs = createCodecs(workerData as MaskSetup)

port.on('message', ({ id, bytes, runs, room }: WorkerTask) => {
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
      port.postMessage(
        answer,
        'failure' in answer ? [] : [answer.bytes.buffer, answer.ends.buffer, answer.free],
      ),
    )
})
