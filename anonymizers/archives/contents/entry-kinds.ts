import { pgByteName } from '../../dialects/pg/names.ts'
import type { Section } from './entry.ts'

/** How a kind of thing is made, and done away with. */
interface EntryKind {
  readonly kind: string
  readonly section: Section
  /** Of the statement that makes it; groups are names, by their role in it. */
  readonly form: RegExp
  /** With `{role}` for a name as it is written; empty: it goes with something else. */
  readonly drop: string
  /** What it is called in the contents, with `{role}` for a bare name. Default: `{name}`. */
  readonly tag: string
}

/** `@role` stands for a name, a blank for any white space. */
const form = (written: string): RegExp =>
  new RegExp(
    `^${written.replaceAll(' ', String.raw`\s+`).replaceAll(/@(\w+)/g, (_, role: string) => `(?<${role}>${pgByteName})`)}`,
    'is',
  )

const kindOf = (
  section: Section,
  kind: string,
  written: string,
  drop: string,
  tag = '{name}',
): EntryKind => ({ kind, section, form: form(written), drop, tag })

/** `CREATE kind name`, and `DROP kind name`. */
const simple = (kind: string, before = '', section: Section = 'pre-data'): EntryKind =>
  kindOf(
    section,
    kind,
    `create ${before}${kind} (?:if not exists )?@name`,
    `DROP ${kind} {name};\n`,
  )

const replaced = '(?:or replace )?'
const table = '(?:foreign )?table (?:only )?'

/**
 * What pg_dump makes, the more special form first. Source: PostgreSQL, src/bin/pg_dump/pg_dump.c, the calls
 * of ArchiveEntry.
 */
const kinds: readonly EntryKind[] = [
  simple('DATABASE'),
  simple('SCHEMA'),
  simple('EXTENSION'),
  kindOf(
    'pre-data',
    'PROCEDURAL LANGUAGE',
    `create ${replaced}(?:trusted )?(?:procedural )?language @name`,
    'DROP PROCEDURAL LANGUAGE {name};\n',
  ),
  simple('ACCESS METHOD'),
  kindOf(
    'pre-data',
    'SHELL TYPE',
    String.raw`create type @name\s*;`,
    'DROP TYPE {name};\n',
    '{name}',
  ),
  simple('TYPE'),
  simple('DOMAIN'),
  simple('FUNCTION', replaced),
  simple('PROCEDURE', replaced),
  simple('AGGREGATE', replaced),
  kindOf(
    'pre-data',
    'OPERATOR FAMILY',
    'create operator family @name using @method',
    'DROP OPERATOR FAMILY {name} USING {method};\n',
  ),
  kindOf(
    'pre-data',
    'OPERATOR CLASS',
    'create operator class @name .*? using @method',
    'DROP OPERATOR CLASS {name} USING {method};\n',
  ),
  kindOf('pre-data', 'OPERATOR', String.raw`create operator [^\s]+\s*\(`, '', 'OPERATOR'),
  simple('COLLATION'),
  simple('CONVERSION', '(?:default )?'),
  simple('TEXT SEARCH PARSER'),
  simple('TEXT SEARCH DICTIONARY'),
  simple('TEXT SEARCH TEMPLATE'),
  simple('TEXT SEARCH CONFIGURATION'),
  simple('FOREIGN DATA WRAPPER'),
  simple('SERVER'),
  kindOf(
    'pre-data',
    'USER MAPPING',
    'create user mapping (?:if not exists )?for @user server @name',
    'DROP USER MAPPING FOR {user} SERVER {name};\n',
    'USER MAPPING {user} SERVER {name}',
  ),
  kindOf(
    'pre-data',
    'CAST',
    String.raw`create cast (?<cast>\(.*?\)) with`,
    'DROP CAST {cast};\n',
    'CAST {cast}',
  ),
  kindOf('pre-data', 'TRANSFORM', `create ${replaced}transform for`, '', 'TRANSFORM'),
  simple('FOREIGN TABLE'),
  simple('TABLE', '(?:unlogged )?'),
  simple('MATERIALIZED VIEW'),
  simple('VIEW', `${replaced}(?:recursive )?`),
  simple('SEQUENCE', '(?:unlogged )?'),
  kindOf('pre-data', 'SEQUENCE OWNED BY', 'alter sequence @name owned by', ''),
  kindOf('pre-data', 'TABLE ATTACH', 'alter table (?:only )?@on attach partition @name', ''),
  kindOf('post-data', 'INDEX ATTACH', 'alter index @on attach partition @name', ''),
  kindOf(
    'pre-data',
    'DEFAULT',
    `alter (?<what>(?:foreign )?table )(?:only )?@on alter (?:column )?@name set default`,
    'ALTER {what} {on} ALTER COLUMN {name} DROP DEFAULT;\n',
    '{on} {name}',
  ),
  kindOf(
    'post-data',
    'FK CONSTRAINT',
    `alter (?<what>${table})@on add constraint @name foreign key .*? references @to`,
    'ALTER {what} {on} DROP CONSTRAINT {name};\n',
    '{on} {name}',
  ),
  kindOf(
    'post-data',
    'CHECK CONSTRAINT',
    `alter (?<what>${table}|domain )@on add constraint @name check`,
    'ALTER {what} {on} DROP CONSTRAINT {name};\n',
    '{on} {name}',
  ),
  kindOf(
    'post-data',
    'CONSTRAINT',
    `alter (?<what>${table})@on add constraint @name`,
    'ALTER {what} {on} DROP CONSTRAINT {name};\n',
    '{on} {name}',
  ),
  kindOf(
    'post-data',
    'INDEX',
    'create (?:unique )?index (?:concurrently )?(?:if not exists )?@name on (?:only )?@on',
    'DROP INDEX {schema}{name};\n',
  ),
  kindOf(
    'post-data',
    'STATISTICS',
    'create statistics (?:if not exists )?@name.*? from @on',
    'DROP STATISTICS {name};\n',
  ),
  simple('EVENT TRIGGER', '', 'post-data'),
  kindOf(
    'post-data',
    'TRIGGER',
    `create ${replaced}(?:constraint )?trigger @name .*? on @on`,
    'DROP TRIGGER {name} ON {on};\n',
    '{on} {name}',
  ),
  kindOf(
    'post-data',
    'RULE',
    `create ${replaced}rule @name as on \\w+ to @on`,
    'DROP RULE {name} ON {on};\n',
    '{on} {name}',
  ),
  kindOf(
    'post-data',
    'POLICY',
    'create policy @name on @on',
    'DROP POLICY {name} ON {on};\n',
    '{on} {name}',
  ),
  kindOf(
    'post-data',
    'ROW SECURITY',
    'alter table (?:only )?@on enable row level security',
    '',
    '{on}',
  ),
  simple('PUBLICATION', '', 'post-data'),
  kindOf(
    'post-data',
    'PUBLICATION TABLE',
    'alter publication @name add table (?:only )?@on',
    '',
    '{name} {on}',
  ),
  kindOf(
    'post-data',
    'PUBLICATION TABLES IN SCHEMA',
    'alter publication @name add tables in schema @schema',
    '',
    '{name} {schema}',
  ),
  simple('SUBSCRIPTION', '', 'post-data'),
  kindOf('post-data', 'MATERIALIZED VIEW DATA', 'refresh materialized view @name', ''),
  kindOf('data', 'SEQUENCE SET', String.raw`select pg_catalog\s*\.\s*setval\s*\(\s*'@name'`, ''),
  kindOf(
    'pre-data',
    'BLOB',
    String.raw`select pg_catalog\s*\.\s*lo_create\s*\(\s*'?(?<oid>\d+)'?\s*\)`,
    "SELECT pg_catalog.lo_unlink('{oid}');\n",
    '{oid}',
  ),
  kindOf('post-data', 'DEFAULT ACL', 'alter default privileges', '', 'DEFAULT PRIVILEGES'),
  kindOf('none', 'COMMENT', 'comment on (?<tag>.*?) is ', '', '{tag}'),
  kindOf('none', 'SECURITY LABEL', 'security label .*?on (?<tag>.*?) is ', '', '{tag}'),
  kindOf('none', 'ACL', '(?:grant|revoke) .*? on (?<tag>.*?) (?:to|from) ', '', '{tag}'),
  kindOf('pre-data', 'DATABASE PROPERTIES', 'alter database @name (?:set|is_template) ', ''),
]

const byKind = Map.groupBy(kinds, ({ kind }) => kind)

/** What a statement says of the thing it makes. */
export interface Made {
  readonly kind: string
  readonly section: Section
  readonly tag: string
  readonly drop: string
  readonly names: Readonly<Record<string, string>>
  /** The schema that its name is in, when it is written. */
  readonly namespace: string
}

/**
 * What `statement` makes; undefined when that is not known.
 *
 * @param kind - what the dump says that it is. Default: what it looks like.
 */
export function madeBy(statement: string, kind?: string): Made | undefined {
  for (const candidate of kind === undefined ? kinds : (byKind.get(kind) ?? [])) {
    const found = candidate.form.exec(statement)
    if (!found) continue
    const written = found.groups ?? {}
    const names = Object.fromEntries(
      Object.entries(written).map(([role, text]) => [role, nameOf(text)]),
    )
    const schema = schemaOf(written['name'] ?? '') || schemaOf(written['on'] ?? '')
    const fill = (text: string, given: (role: string) => string) =>
      text.replaceAll(/\{(\w+)\}/g, (_, role: string) => given(role))
    return {
      kind: candidate.kind,
      section: candidate.section,
      names,
      namespace: nameOf(schema),
      tag: fill(candidate.tag, (role) =>
        role === 'tag' || role === 'cast'
          ? (written[role] ?? '').trim()
          : bareName(written[role] ?? ''),
      ),
      drop: fill(candidate.drop, (role) =>
        role === 'what'
          ? (written[role] ?? '').trim().replaceAll(/\s+/g, ' ').toUpperCase()
          : role === 'schema'
            ? schema && `${schema}.`
            : (written[role] ?? ''),
      ),
    }
  }
  return undefined
}

/** Where a kind belongs; undefined for one that is not known. */
export const sectionOf = (kind: string): Section | undefined => byKind.get(kind)?.[0]?.section

/** A name as the server knows it: schema and name with a dot between. `written`: latin1. */
export const nameOf = (written: string): string => partsOf(written).map(bare).join('.')

const bareName = (written: string): string => bare(partsOf(written).at(-1) ?? written)

const schemaOf = (written: string): string => partsOf(written).slice(0, -1).join('.')

const partsOf = (written: string): readonly string[] =>
  [...written.matchAll(/"(?:[^"]|"")+"|[A-Za-z_\x80-\xff][\w$\x80-\xff]*/g)].map(([part]) => part)

const bare = (part: string): string =>
  part.startsWith('"')
    ? part.slice(1, -1).replaceAll('""', '"')
    : part.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())
