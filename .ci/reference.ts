import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import {
  driftAnswerSchema,
  lawsOf,
  maskReportSchema,
  transformers,
  presetContents,
  presetSummaries,
  scanAnswerSchema,
  type ColumnsOfTables,
  type PresetSummary,
} from '../anonymizers/index.ts'
import { commandText } from '../cli/help.ts'
import { commands } from '../cli/registry.ts'
import { errorCatalogue, exitCodes } from '../core/errors.ts'
import type { Registry } from '../core/registry.ts'
import { faultSwitches, mockRegistry } from '../mocks/index.ts'
import { findProject, listSteps } from '../runs/index.ts'

const note = 'Generated from the code by `node .ci/reference.ts`; a test says when it is stale.'

/** The pages of docs/reference that come from the code, by file name. */
export async function referencePages(): Promise<Readonly<Record<string, string>>> {
  return {
    'commands.md': page(
      'Commands',
      (await all(commands)).map(
        (command) =>
          `## poligon ${command.name}\n\n\`\`\`text\n${commandText(command).trim()}\n\`\`\``,
      ),
    ),
    'errors.md': page('Errors', [
      'Every error has a code, a place and a remedy. The exit code says which kind it is.',
      table(
        ['code', 'exit', 'meaning'],
        Object.entries(errorCatalogue).map(([code, { exit, meaning }]) => [
          `\`${code}\``,
          String(exitCodes[exit]),
          meaning,
        ]),
      ),
    ]),
    'mocks.md': page('Mocks', [
      ...(await mocks()),
      `## Switches of every mock\n\n${switches(faultSwitches)}`,
    ]),
    'report.md': page('The report of masking', [
      '`poligon mask --report FILE.json` writes it, `--json` prints it. It holds names, numbers and the words of the policy, and no value of the data.',
      table(['member', 'kind', 'meaning'], membersOf(z.toJSONSchema(maskReportSchema))),
    ]),
    'scan.md': page('The answer of scan', [
      '`poligon scan --json` prints it. It holds names, numbers and words, and no value of the data.',
      table(['member', 'kind', 'meaning'], membersOf(z.toJSONSchema(scanAnswerSchema))),
      '`poligon scan --policy POLICY.yaml --json` prints what changed:',
      table(['member', 'kind', 'meaning'], membersOf(z.toJSONSchema(driftAnswerSchema))),
    ]),
    'presets.md': page('Presets', [
      'Rules for products, to be named in a policy: `extends: prestashop`. How they are used: [policies](../guides/policy.md#presets-of-products).',
      'What no rule keeps, masks or takes out stops the run, so a column that a version, a plugin or a project adds is never kept unseen. Of each product is told what becomes of the rest; passwords become hashes of the test password.',
      ...(await Promise.all(presetSummaries().map(presetText))),
    ]),
    'steps.md': page('Steps', [
      table(
        ['pattern', 'example'],
        (await listSteps(findProject())).map(({ pattern, example }) => [
          code(pattern),
          code(example),
        ]),
      ),
    ]),
    'transformers.md': page('Transformers', (await all(transformers)).map(transformerText)),
  }
}

interface JsonSchema {
  readonly type?: string
  readonly description?: string
  readonly enum?: readonly string[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema
}

/** A line for each member of a JSON document, with those inside under it. */
function membersOf(schema: object, above = ''): string[][] {
  const { properties = {}, required = [] } = schema as JsonSchema
  return Object.entries(properties).flatMap(([member, value]) => {
    const inside = value.items ?? value
    const path = `${above}${member}${value.items ? '[]' : ''}`
    const kind = value.enum?.map(code).join(', ') ?? value.type ?? ''
    return [
      [code(path), required.includes(member) ? kind : `${kind}, optional`, value.description ?? ''],
      ...(inside.properties ? membersOf(inside, `${path}.`) : []),
    ]
  })
}

async function all<T>(registry: Registry<T>): Promise<readonly T[]> {
  return Promise.all(Object.values(registry).map(async (load) => (await load()).default))
}

async function mocks(): Promise<string[]> {
  return (await all(mockRegistry)).map(
    ({ name, describe, origin, protocol, switches: own }) =>
      `## ${name}\n\n${describe}. Protocol ${protocol}; in production at ${origin}, which is never contacted.\n\n${switches(own)}`,
  )
}

const switches = (own: Readonly<Record<string, { describe: string; example: string }>>) =>
  Object.keys(own).length === 0
    ? 'No switches of its own.'
    : table(
        ['switch', 'what it does', 'example'],
        Object.entries(own).map(([name, { describe, example }]) => [
          code(name),
          describe,
          code(example),
        ]),
      )

async function presetText({ name, describe, prefix, recognise }: PresetSummary): Promise<string> {
  const tables = recognise.map((table) => code(`${prefix ?? ''}${table}`)).join(', ')
  const known = recognise.length === 0 ? '' : `\n\nKnown by the tables ${tables}.`
  const usual = prefix ? ` Their usual prefix is ${code(prefix)}.` : ''
  const { masked, risky, dropped, undecided, emptied } = await presetContents(name)
  const parts = [
    columnsText('Masked, in all rows or in some', masked),
    columnsText('Kept, although they point to persons', risky),
    columnsText('Taken out, in all rows or in some', dropped),
    columnsText('Taken out until your policy says what is there', undecided),
    ...emptied.map(({ tables: all, reason }) =>
      folded(`Emptied: ${reason}`, [all.map(code).join(', ')]),
    ),
  ]
  return [`## ${name}`, `${describe}${known}${usual}`, ...parts.filter(Boolean)].join('\n\n')
}

const columnsText = (title: string, all: readonly ColumnsOfTables[]): string =>
  folded(
    title,
    all.map(({ tables, columns }) => `${tables.map(code).join(', ')}: ${columns.join(', ')}`),
  )

/** A list that is opened by a click. */
const folded = (title: string, lines: readonly string[]): string =>
  lines.length === 0
    ? ''
    : `<details><summary>${title}</summary>\n\n${lines.map((line) => `- ${line}`).join('\n')}\n\n</details>`

type AnyTransformer = Awaited<ReturnType<(typeof transformers)[string]>>['default']

interface ParameterSchema {
  readonly properties?: Readonly<
    Record<string, { description?: string; enum?: readonly string[]; const?: string }>
  >
  readonly required?: readonly string[]
}

/** Of alternatives, what belongs to one of them says so: `with range: realistic`. */
function parameterRows(schema: ParameterSchema & { readonly anyOf?: readonly ParameterSchema[] }) {
  return (schema.anyOf ?? [schema]).flatMap(({ properties = {}, required = [] }) => {
    const all = Object.entries(properties)
    const [choice] = all.flatMap(([name, one]) =>
      one.const === undefined ? [] : [`${name}: ${one.const}`],
    )
    return all.map(([name, { description = '', enum: values, const: only }]) => {
      const listed = values ? ` (${values.map(code).join(', ')})` : ''
      const isNeeded = only === undefined && required.includes(name)
      const beside = only === undefined && choice !== undefined ? ` with ${code(choice)}` : ''
      return [
        code(only === undefined ? name : `${name}: ${only}`),
        `${description}${listed}${isNeeded ? ` Required${beside}.` : ''}`,
      ]
    })
  })
}

function transformerText(transformer: AnyTransformer): string {
  const schema: Parameters<typeof parameterRows>[0] = z.toJSONSchema(transformer.params, {
    io: 'input',
    unrepresentable: 'any',
  }) as ParameterSchema
  const { unique, harmless } = lawsOf(transformer, transformer.params.safeParse({}).data ?? {})
  const parameters = parameterRows(schema)
  return [
    `## ${transformer.name}`,
    transformer.describe,
    `For columns of kind ${transformer.accepts.join(', ')}. Distinct values ${{ bijective: 'stay distinct, always', 'collision-free': 'stay distinct but for a chance below 2^-64', lossy: 'may fall together: refused on unique columns' }[unique]}. ${harmless ? 'The result can reach nobody.' : 'The result may by chance be somebody’s.'}`,
    ...(parameters.length > 0 ? [table(['parameter', 'meaning'], parameters)] : []),
  ].join('\n\n')
}

const page = (title: string, parts: readonly string[]) =>
  `# ${title}\n\n${note}\n\n${parts.join('\n\n')}\n`

const code = (text: string) => `\`${text}\``

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`).replaceAll('\n', ' ')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const [file, text] of Object.entries(await referencePages()))
    writeFileSync(join('docs', 'reference', file), text)
