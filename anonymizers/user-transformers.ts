import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { PoligonError } from '../core/errors.ts'
import { name, say, type Redacted } from '../core/redacted.ts'
import { isShorter, refuse } from './fit.ts'
import type { Transformer } from './transformer.ts'
import { userTransformerProblem } from './user-transformer-check.ts'
import { userTransformerSchema, type UserTransformer } from './user-transformer.ts'

/** A transformer of the user's, and what its module is made of. */
export interface LoadedCode {
  readonly transformer: Transformer
  /** SHA-256 of the file, in hexadecimal digits. */
  readonly digest: string
}

/**
 * The transformers in `transformers/` beside a policy, in the order of their names, checked: shape, name,
 * examples, and that they give the same for the same.
 *
 * @throws POLIGON_CONFIG naming the file.
 */
export async function loadUserTransformers(
  policyFile: string,
  known: ReadonlySet<string>,
): Promise<LoadedCode[]> {
  const folder = dirname(policyFile)
  // Poligon's own sources: they are in the registry beside them.
  if (existsSync(join(folder, 'registry.ts'))) return []
  const files = globSync('transformers/*.{ts,mts,js,mjs}', { cwd: folder }).filter(
    (file) => !/\.(?:test|spec|d)\.m?[jt]s$/.test(file),
  )
  return Promise.all(files.toSorted().map((file) => loadOne(join(folder, file), known)))
}

async function loadOne(file: string, known: ReadonlySet<string>): Promise<LoadedCode> {
  const refused = (what: Redacted, remedy: Redacted) =>
    new PoligonError('POLIGON_CONFIG', { what, remedy, place: { file } })
  const module = pathToFileURL(file).href
  const exported = await import(module).then(
    (loaded: { readonly default?: unknown }) => loaded.default,
    (failure: unknown) => {
      throw refused(
        say`The transformer cannot be loaded: ${firstLine(failure)}.`,
        say`Mend the file, or take it out of the folder.`,
      )
    },
  )
  const shape = userTransformerSchema.safeParse(exported)
  if (!shape.success) {
    const [issue] = shape.error.issues
    throw refused(
      say`The default export is no transformer: ${name(issue?.path.join('.') ?? '')} ${name(issue?.message ?? '')}.`,
      say`Export default defineTransformer({name, describe, accepts, examples, strings}).`,
    )
  }
  const user = exported as UserTransformer
  if (user.name !== basename(file).replace(/\.m?[jt]s$/, ''))
    throw refused(
      say`The file of the transformer ${name(user.name)} has another name.`,
      say`Give both the same one.`,
    )
  if (known.has(user.name))
    throw refused(
      say`Poligon has a transformer called ${name(user.name)} itself.`,
      say`Take another name.`,
    )
  const transformer = asTransformer(user, module)
  const problem = userTransformerProblem(transformer)
  if (problem)
    throw refused(
      say`The transformer ${name(user.name)} does not keep its laws: ${problem}.`,
      say`Mend its code, its examples or its laws.`,
    )
  return { transformer, digest: createHash('sha256').update(readFileSync(file)).digest('hex') }
}

/** Code is loaded before any data is read, so that its own words may be shown. */
const firstLine = (failure: unknown): Redacted =>
  name(failure instanceof Error ? (failure.message.split('\n')[0] ?? '') : 'no error')

function asTransformer(user: UserTransformer, module: string): Transformer {
  const { describe, accepts, examples, canonical = 'text', follows } = user
  const subject = { domain: `user/${user.name}`, canonical, ...(follows ? { follows } : {}) }
  return {
    name: user.name,
    describe,
    kinds: [],
    params: user.params ?? z.strictObject({}),
    accepts,
    laws: user.laws ?? { unique: 'lossy', chanceOfInput: 0, harmless: false },
    examples,
    compile: (params, column) => {
      if (isShorter(column, 1))
        throw refuse(user.name, column, say`nothing fits`, say`Drop the value.`)
      return {
        op: 'code',
        module,
        params,
        subject,
        ...(column.maxLength === undefined ? {} : { maxLength: column.maxLength }),
        ...(user.laws?.chanceOfInput ? { mayEqual: true } : {}),
      }
    },
  }
}
