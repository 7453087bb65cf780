/** A part of a stream that a connection reads by itself. */
export interface Part<Connection> {
  read(connection: Connection): AsyncIterable<Uint8Array>
}

/** Of parts whose turn has not come, together. */
const mostAhead = 32 * 1024 * 1024

/** Of the part that is being taken. */
const mostWaiting = 1024 * 1024

interface Line {
  readonly chunks: Uint8Array[]
  bytes: number
  done: boolean
}

/**
 * Reads parts over several connections at once and yields their bytes in the order of the parts. What was
 * read before its turn is held, 32 MB of it at most and a chunk for each connection; the connections wait then.
 *
 * @throws what the first of them fails with; the others are to be closed by the caller.
 */
export async function* inOrder<Connection>(
  parts: readonly Part<Connection>[],
  connections: readonly Connection[],
): AsyncGenerator<Uint8Array> {
  const lines = parts.map((): Line => ({ chunks: [], bytes: 0, done: false }))
  let [turn, next, ahead] = [0, 0, 0]
  const state = { over: false }
  let failure: { readonly cause: unknown } | undefined
  let changed = Promise.withResolvers<void>()
  const change = () => {
    changed.resolve()
    changed = Promise.withResolvers()
  }
  const mustWait = (at: number, line: Line) =>
    !state.over && (at === turn ? line.bytes >= mostWaiting : ahead >= mostAhead)

  const readAll = async (connection: Connection) => {
    while (next < parts.length && !state.over) {
      const at = next++
      const [part, line] = [parts[at], lines[at]]
      if (!part || !line) return
      for await (const chunk of part.read(connection)) {
        line.chunks.push(chunk)
        line.bytes += chunk.length
        if (at !== turn) ahead += chunk.length
        change()
        while (mustWait(at, line)) await changed.promise
        if (state.over) return
      }
      line.done = true
      change()
    }
  }
  const reading = connections.map((connection) =>
    readAll(connection).catch((cause: unknown) => {
      failure ??= { cause }
      change()
    }),
  )
  try {
    for (const line of lines) {
      ahead -= line.bytes
      change()
      for (;;) {
        if (failure) throw failure.cause
        const chunk = line.chunks.shift()
        if (chunk) {
          line.bytes -= chunk.length
          change()
          yield chunk
        } else if (line.done) break
        else await changed.promise
      }
      turn++
    }
    await Promise.all(reading)
  } finally {
    state.over = true
    change()
  }
}
