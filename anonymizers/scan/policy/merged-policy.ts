import { isAlias, isMap, isScalar, parseDocument, Pair, Scalar, YAMLMap, type Document } from 'yaml'
import { listed } from '../../policy/listed.ts'
import type { Change } from './drift.ts'

/**
 * The text of a policy with a patch of drift in it: what is new stands behind what was there, what changed in its
 * place, what is gone is taken out. Comments and order stay.
 *
 * @param patch - see Drift.
 */
export function mergedPolicy(text: string, patch: string, changes: readonly Change[]): string {
  const document = parseDocument(text)
  const root = document.contents
  if (!isMap(root)) throw new Error('a policy is a map')
  for (const { change, table = '', column } of changes) {
    if (!change.startsWith('removed')) continue
    const tables = mapAt(document, root, 'tables')
    if (column === undefined) take(tables, table)
    else take(mapAt(document, tableAt(document, tables, table), 'columns'), column)
  }
  const added = parseDocument(patch)
  const reviewed = added.getIn(['source', 'reviewed'])
  if (typeof reviewed === 'string') mapAt(document, root, 'source').set('reviewed', reviewed)
  const tables = added.get('tables')
  if (isMap(tables))
    for (const [name, columns] of columnsIn(tables)) {
      const own = tableAt(document, mapAt(document, root, 'tables'), name)
      const rules = mapAt(document, own, 'columns')
      for (const rule of columns.items) mergeRule(document, rules, rule)
    }
  const written = document.toString({ lineWidth: 0, flowCollectionPadding: /\{ \S/.test(text) })
  return withGaps(written, text)
}

/** The lines of a text with as many blanks before their comments as they had, so that a comparison shows changes alone. */
function withGaps(written: string, before: string): string {
  const bare = (line: string) => line.replace(/ +# /, ' # ')
  const known = new Map(before.split('\n').map((line) => [bare(line), line]))
  return written
    .split('\n')
    .map((line) => (isQuotedAt(line, line.indexOf(' # ')) ? line : (known.get(line) ?? line)))
    .join('\n')
}

/** Whether a place may be inside quotes. */
const isQuotedAt = (line: string, at: number): boolean =>
  line.slice(0, Math.max(0, at)).split('"').length % 2 === 0

const columnsIn = (tables: YAMLMap): [string, YAMLMap][] =>
  tables.items.flatMap(({ key, value }): [string, YAMLMap][] => {
    const columns = isMap(value) ? value.get('columns') : undefined
    return isMap(columns) ? [[keyText(key), columns]] : []
  })

/** The rule for one column, or for several with commas. */
function mergeRule(document: Document, rules: YAMLMap, rule: Pair): void {
  const names = listed(keyText(rule.key))
  if (!names.some((name) => find(rules, name))) {
    rules.add(rule)
    return
  }
  for (const name of names) {
    const there = alone(document, rules, name)
    if (!there) rules.add(new Pair(new Scalar(name), cloned(rule.value)))
    else if (!mergePaths(document, there, rule)) replace(there, rule)
  }
}

/** Paths of a document beside those that the policy has; false where either is no document of the same form. */
function mergePaths(document: Document, there: Pair, rule: Pair): boolean {
  const { value } = rule
  const own = isAlias(there.value) ? cloned(there.value.resolve(document)) : there.value
  if (!isMap(own) || !isMap(value)) return false
  const form = ['json', 'php', 'xml'].find((one) => isMap(own.get(one)) && isMap(value.get(one)))
  const paths = form === undefined ? undefined : value.get(form)
  if (form === undefined || !isMap(paths)) return false
  there.value = own
  for (const path of paths.items) mergeRule(document, mapAt(document, own, form), path)
  return true
}

/** What speaks for the new rule stands before what somebody wrote behind the old one. */
function replace(there: Pair, rule: Pair): void {
  const before = commentOf(there.value)
  const value = cloned(rule.value)
  const comment = [commentOf(value), before].filter((one) => one !== undefined).join(';')
  if (isMap(value) || isScalar(value)) value.comment = comment === '' ? null : comment
  there.value = value
}

const commentOf = (value: unknown): string | undefined =>
  (isMap(value) || isScalar(value)) && typeof value.comment === 'string' ? value.comment : undefined

/** The map under a key, made where there is none; one that others share is parted from them. */
function mapAt(document: Document, parent: YAMLMap, key: string): YAMLMap {
  const pair = find(parent, key)
  const value = isAlias(pair?.value) ? cloned(pair.value.resolve(document)) : pair?.value
  const map = isMap(value) ? value : new YAMLMap()
  if (pair) pair.value = map
  else parent.add(new Pair(new Scalar(key), map))
  return map
}

/** A table by its name, with or without its schema. */
function tableAt(document: Document, tables: YAMLMap, name: string): YAMLMap {
  const names = [name, name.slice(name.lastIndexOf('.') + 1)]
  const known = names.find((one) => find(tables, one)) ?? name
  alone(document, tables, known)
  return mapAt(document, tables, known)
}

/** The entry of a name; where it shares one with others it gets its own, behind that. */
function alone(document: Document, map: YAMLMap, name: string): Pair | undefined {
  const pair = find(map, name)
  if (!pair || keyText(pair.key) === name) return pair
  const value = isAlias(pair.value) ? pair.value.resolve(document) : pair.value
  const own = new Pair(new Scalar(name), cloned(value))
  without(pair, name)
  map.items.splice(map.items.indexOf(pair) + 1, 0, own)
  return own
}

function take(map: YAMLMap, name: string): void {
  const pair = find(map, name)
  if (pair && keyText(pair.key) !== name) without(pair, name)
  else map.items = map.items.filter((one) => one !== pair)
}

function without(pair: Pair, name: string): void {
  const others = listed(keyText(pair.key)).filter((one) => one !== name)
  if (isScalar(pair.key)) pair.key.value = others.join(', ')
}

const find = (map: YAMLMap, name: string): Pair | undefined =>
  map.items.find(({ key }) => keyText(key) === name) ??
  map.items.find(({ key }) => listed(keyText(key)).includes(name))

const keyText = (key: unknown): string => String(isScalar(key) ? key.value : key)

/** A copy without its name for others to share. */
function cloned(value: unknown): unknown {
  if (!isMap(value) && !isScalar(value)) return value
  const copy = value.clone() as YAMLMap | Scalar
  delete copy.anchor
  return copy
}
