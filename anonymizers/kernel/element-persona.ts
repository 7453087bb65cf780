import type { ListPersons } from '../programs/nested-programs.ts'
import { ByteWriter } from './byte-writer.ts'
import type { KeyedHash, SubjectWords } from './keyed-hash.ts'
import { pathTree, type PathNode } from './path-tree.ts'
import { outcome, type Step } from './step.ts'

/**
 * The persona of the list element that a walker is in. Before it masks an element, the walker reads it
 * once by {@link reader}, between {@link begin} and {@link end}.
 */
export interface ElementPersona {
  /** Paths within the element that name the person; its steps change nothing. */
  readonly reader: PathNode
  begin(): void
  end(): void
  /** Undefined where nothing in the element names a person. */
  readonly subject: SubjectWords | undefined
}

export function createElementPersona({ by }: ListPersons, hash: KeyedHash): ElementPersona {
  const names = by.map(({ domain, canonical, paths }) => ({
    find: hash.subjects(domain, canonical),
    parts: paths.map((path) => ({ path, read: new ByteWriter(64) })),
  }))
  const words: SubjectWords = { w0: 0, w1: 0, w2: 0, w3: 0 }
  const whole = new ByteWriter(64)
  let subject: SubjectWords | undefined
  return {
    reader: pathTree(
      names
        .flatMap(({ parts }) => parts)
        .map(({ path, read }) => ({ path, step: capture(read), keeps: false })),
    ),
    begin() {
      for (const { parts } of names) for (const { read } of parts) read.length = 0
    },
    end() {
      subject = undefined
      for (const { find, parts } of names) {
        whole.length = 0
        for (const { read } of parts) {
          if (read.length === 0) continue
          if (whole.length > 0) whole.byte(0x20)
          whole.copy(read.bytes, 0, read.length)
        }
        if (whole.length === 0) continue
        find(whole.view(), words)
        subject = words
        return
      }
    },
    get subject() {
      return subject
    },
  }
}

const capture =
  (into: ByteWriter): Step =>
  (value) => {
    if (value) into.copy(value)
    return outcome.kept
  }
