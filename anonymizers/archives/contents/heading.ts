/** What pg_dump says of a thing in a comment before it. */
export interface Heading {
  readonly kind: string
  readonly tag: string
  readonly namespace: string
  readonly owner: string | undefined
  readonly tablespace: string | undefined
}

/** A part of the comments before a statement. */
export interface Remark {
  /** Undefined before the first one. */
  readonly heading: Heading | undefined
  /** Comments below it that are no headings. */
  readonly text: string
}

const heading =
  /^-- (?:Data for )?Name: (.*); Type: ([A-Z][A-Z ]*); Schema: (.*); Owner: (.*?)(?:; Tablespace: (.*))?$/

/** The frame of a heading, and what pg_dump --verbose adds to it. */
const frame = /^--(?:| TOC entry \d.*| Dependencies: .*)$/
/** What pg_dump says of the whole dump. */
const ofDump =
  /^-- (?:PostgreSQL database dump(?: complete)?|Dumped (?:from|by) .*|Started on .*|Completed on .*)$/

/**
 * Takes the comments before a statement apart. Format: PostgreSQL, src/bin/pg_dump/pg_backup_archiver.c
 * (_printTocEntry): an absent name is a minus sign.
 */
export function readRemarks(comments: string): readonly Remark[] {
  const remarks: { heading: Heading | undefined; lines: string[] }[] = [
    { heading: undefined, lines: [] },
  ]
  for (const line of comments.split('\n')) {
    const [, tag, kind, namespace, owner, tablespace] = heading.exec(line) ?? []
    if (tag !== undefined && kind !== undefined)
      remarks.push({
        heading: {
          kind,
          tag,
          namespace: named(namespace),
          owner: owner === '-' ? undefined : owner,
          tablespace,
        },
        lines: [],
      })
    else if (!frame.test(line) && !ofDump.test(line)) remarks.at(-1)?.lines.push(line)
  }
  return remarks.map((remark) => ({
    heading: remark.heading,
    text: remark.lines.join('\n').trim(),
  }))
}

const named = (written = '-'): string => (written === '-' ? '' : written)

/** Whether the dump says that it ends here: what follows belongs to nothing before it. */
export const endsDump = (comments: string): boolean =>
  /^-- PostgreSQL database dump complete$/m.test(comments)

/** Whether pg_dump says that a dump begins here. */
export const beginsDump = (comments: string): boolean =>
  /^-- PostgreSQL database dump$/m.test(comments)

/** `-- Dumped from database version 15.4`: of the server, and of pg_dump. */
export function versionsIn(comments: string): { server?: string; client?: string } {
  const server = /^-- Dumped from database version (.+)$/m.exec(comments)?.[1]
  const client = /^-- Dumped by pg_dump version (.+)$/m.exec(comments)?.[1]
  return { ...(server ? { server } : {}), ...(client ? { client } : {}) }
}
