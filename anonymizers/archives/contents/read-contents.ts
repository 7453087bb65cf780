import type { Batch, NumberedSegment } from '../../dialects/cutter.ts'
import { blankEnd } from '../../dialects/pg/scanner.ts'
import { largeObjectTable, opensLargeObject } from '../../dialects/pg/large-objects.ts'
import { PoligonError } from '../../../core/errors.ts'
import { name, say, type Redacted } from '../../../core/redacted.ts'
import { createEntries, type Entries } from './entries.ts'
import type { NewEntry } from './entry.ts'
import { beginsDump, endsDump, readRemarks, versionsIn } from './heading.ts'
import { withPrivilegesInPlace } from './privileges.ts'
import { placeOf } from './place.ts'
import { createSession } from './session.ts'

/** The contents of an archive that a plain dump becomes. */
export interface NewContents {
  readonly entries: readonly NewEntry[]
  readonly database: string | undefined
  readonly serverVersion: string | undefined
  readonly dumpVersion: string | undefined
}

/** Makes contents of the segments of a plain dump, front to back. */
export interface ContentsReader {
  /** @throws POLIGON_DUMP_SYNTAX with the byte offset for what cannot be part of an archive. */
  see(segment: NumberedSegment, batch: Batch): void
  /** @throws POLIGON_DUMP_SYNTAX when the dump is not complete. */
  finish(): NewContents
}

export function createContentsReader(): ContentsReader {
  const entries: Entries = createEntries()
  const session = createSession()
  let versions: ReturnType<typeof versionsIn> = {}
  /** pg_dump said that it begins, and not that it is complete. */
  let isOpen = false
  /** Of the rows that came last. */
  let place: string | undefined

  /** Whether there is a heading among them. */
  const remark = (comments: string): boolean => {
    if (comments.trim() === '') return false
    versions = { ...versionsIn(comments), ...versions }
    if (beginsDump(comments)) isOpen = true
    if (endsDump(comments)) {
      isOpen = false
      entries.endOfDump()
    }
    const remarks = readRemarks(comments)
    for (const { heading, text } of remarks) {
      if (!heading) continue
      place = undefined
      entries.begin(heading, session.tablespace, session.accessMethod)
      entries.comment(text)
    }
    return remarks.length > 1
  }

  return {
    see(segment, { bytes, offset }) {
      const { kind, from, to } = segment
      if (kind === 'rows' || kind === 'rows-end') return
      const refuse = (what: Redacted) =>
        new PoligonError('POLIGON_DUMP_SYNTAX', {
          what,
          remedy: say`Write plain SQL: name a target that ends in ${name('.sql')}.`,
          place: { byteOffset: offset + from },
        })
      const body = blankEnd(bytes, from)
      const before = bytes.toString('latin1', from, Math.min(body, to))
      const gap = remark(before) ? '\n\n' : before
      if (body >= to) return
      if (kind === 'rows-begin') {
        const next = placeOf(segment.bulk)
        if (next === place) return
        place = next
        entries.rows(
          next,
          segment.bulk.syntax === 'pg-values' ? undefined : bytes.toString('latin1', body, to),
          bytes.toString('latin1', body, Math.min(to, body + longestHead)),
        )
        return
      }
      if (kind === 'data' && segment.table === largeObjectTable) {
        entries.largeObjects()
        return
      }
      if (kind === 'data')
        throw refuse(say`A statement that holds values of rows cannot be kept in an archive.`)
      const text = bytes.toString('latin1', body, to)
      if (opensLargeObject.test(text) && !/lo_create|lo_unlink/i.test(text)) {
        entries.largeObjects()
        return
      }
      place = undefined
      const taken = session.take(text) ?? entries.statement(text, gap)
      if (taken !== 'taken') throw refuse(taken)
    },
    finish() {
      if (isOpen) throw cutOff()
      return {
        entries: [...session.entries(entries.areHeaded()), ...withPrivilegesInPlace(entries.all())],
        database: session.database(),
        serverVersion: versions.server,
        dumpVersion: versions.client,
      }
    },
  }
}

const cutOff = () =>
  new PoligonError('POLIGON_DUMP_SYNTAX', {
    what: say`The dump ends before pg_dump says that it is complete.`,
    remedy: say`Take it again; it was cut off.`,
  })

/** Enough to see which table an INSERT goes to. */
const longestHead = 1024
