import type { DumpPiece, RowSource } from '../core/contracts/dump.ts'

/** Pieces of which the first is asked for at once, so that work on them begins while their reader gets ready. */
export interface BegunPieces extends RowSource {
  /** When nobody will read them. */
  giveUp(): Promise<void>
}

export function beginEarly(pieces: RowSource): BegunPieces {
  const iterator = pieces[Symbol.asyncIterator]()
  const first = iterator.next()
  // Looked at by the reader; until then a failure must not count as unhandled.
  first.catch(() => {})
  async function* read(): AsyncGenerator<DumpPiece> {
    try {
      for (let next = await first; !next.done; next = await iterator.next()) yield next.value
    } finally {
      await iterator.return?.()
    }
  }
  return {
    [Symbol.asyncIterator]: read,
    async giveUp() {
      await iterator.return?.()
    },
  }
}
