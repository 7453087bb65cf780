import { parentPort, workerData } from 'node:worker_threads'
import { createBatchWork, loadLedger, type BatchWork } from './batch-work.ts'
import {
  memoryOf,
  packFailure,
  type ThreadData,
  type WorkerAnswer,
  type WorkerTask,
} from './worker-message.ts'

/** The thread that works on batches: is told how, then takes them one after the other. Started by mask-threads.ts. */
const port = parentPort
if (!port) throw new Error('this module runs in a worker thread')

const work = createBatchWork()
// Loaded before it is asked for; then a failure is told.
if ((workerData as ThreadData).compares) loadLedger().catch(() => {})

port.on('message', ({ id, call, argument }: WorkerTask) => {
  const begun = async () =>
    (work[call] as (argument: unknown) => ReturnType<BatchWork[typeof call]>)(argument)
  void begun()
    .then((result): WorkerAnswer => ({ id, result }))
    .catch((failure: unknown): WorkerAnswer => ({ id, failure: packFailure(failure) }))
    .then((answer) => port.postMessage(answer, 'failure' in answer ? [] : memoryOf(answer.result)))
})
