import { z } from 'zod'
import { name, say } from '../core/redacted.ts'
import { fromRegistry, type Registry } from '../core/registry.ts'
import { readYaml } from '../core/source-text.ts'
import type { Locale } from './locales/locale.ts'
import { locales, usualLocale } from './locales/registry.ts'
import { checked, complaintError } from './policy/complaint.ts'
import { layersOf, type Layer } from './policy/extended.ts'
import { hashOf } from './policy/hash.ts'
import { policySchemas } from './policy-schema.ts'
import type { PolicyHeader } from './policy/header-schema.ts'
import { transformers as known } from './registry.ts'
import type { Transformer } from './transformer.ts'
import { loadUserTransformers, type LoadedCode } from './user-transformers.ts'

/** A policy with everything it extends, read and checked, not yet fitted to a schema. */
export interface LoadedPolicy {
  readonly file: string
  readonly header: PolicyHeader
  /** Of which country invented persons are. */
  readonly locale: Locale
  /** The policy's own rules first, then those it extends. */
  readonly layers: readonly [Layer, ...Layer[]]
  readonly transformers: ReadonlyMap<string, Transformer>
  /** {@link hashPolicy} of this policy. */
  readonly hash: string
}

/**
 * Reads a policy file.
 *
 * @throws POLIGON_CONFIG with file, line and column when it is not well-formed or names something that
 *   does not exist; POLIGON_POLICY_REFUSED when it claims anonymity without an assessment, or a
 *   long-lived key without a reason.
 */
export async function loadPolicy(
  file: string,
  registry: Registry<Transformer> = known,
): Promise<LoadedPolicy> {
  const own = await loadTransformers(registry)
  const code = await loadUserTransformers(file, new Set(own.map(({ name }) => name)))
  const transformers = [...own, ...code.map(({ transformer }) => transformer)]
  const schemas = policySchemas(transformers)
  const source = readYaml(file, z.unknown())
  const written = checked(source, schemas.policy, schemas)
  const { extends: _, tables: __, columns: ___, ...header } = written
  const [first, ...extended] = layersOf(source, written, schemas)
  if (!first) throw new Error('a policy has a layer of its own')
  if (header.legalStatus === 'anonymous' && !header.assessment)
    throw complaintError(
      source,
      {
        path: ['legalStatus'],
        what: say`The policy calls the result anonymous and carries no assessment.`,
        remedy: say`Write pseudonymised, or add \`assessment: {by, on, document}\`.`,
      },
      'POLIGON_POLICY_REFUSED',
    )
  if (header.files && header.source.engine !== 'files')
    throw complaintError(source, {
      path: ['files'],
      what: say`The policy is for ${name(header.source.engine)}, and says how files are read.`,
      remedy: say`Write \`source: {engine: files}\`, or take \`files\` out.`,
    })
  if (header.key.scope === 'project' && header.key.reason === undefined)
    throw complaintError(
      source,
      {
        path: ['key'],
        what: say`A key that lives as long as the project links people over all snapshots, and no reason is given.`,
        remedy: say`Add \`reason:\` to the key, or take \`scope: set\`.`,
      },
      'POLIGON_POLICY_REFUSED',
    )
  const locale = await fromRegistry(locales, 'locale', header.locale ?? usualLocale)
  const policy = { file, header, locale, layers: [first, ...extended] as const }
  return {
    ...policy,
    transformers: new Map(transformers.map((one) => [one.name, one])),
    hash: hashPolicy({ ...policy, code }),
  }
}

/** Every transformer of a registry, in the order of their names. */
export async function loadTransformers(
  registry: Registry<Transformer> = known,
): Promise<Transformer[]> {
  const modules = await Promise.all(Object.values(registry).map((load) => load()))
  return modules.map((module) => module.default).toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/**
 * `sha256:` of what the policy says, with everything it extends: short forms and defaults written out,
 * keys in order, transformers of the user's by their code, approvals and the key's check value left out. Two files that mean the same have the same hash.
 */
export function hashPolicy(
  policy: Pick<LoadedPolicy, 'header' | 'layers'> & { readonly code?: readonly LoadedCode[] },
): string {
  const { approvals: _, key, ...header } = policy.header
  const { check: __, prf, ...keyLife } = key
  const code = policy.code?.map(({ transformer, digest }) => [transformer.name, digest]) ?? []
  return hashOf({
    ...(code.length > 0 ? { code } : {}),
    header: { ...header, key: prf === 'hmac-sha256' ? { ...keyLife, prf } : keyLife },
    layers: policy.layers.map(({ depth, prefix, known, texts, rules }) => ({
      depth,
      prefix: prefix?.given,
      known: known?.toSorted(),
      ...(texts ? { texts: textsInOrder(texts) } : {}),
      tables: inOrder(
        rules.tables
          .filter(({ rows, person }) => rows !== undefined || person !== undefined)
          .map(({ table, rows, person }) => [table, rows, person]),
      ),
      columns: inOrder(
        rules.columns.map(({ table, column, shared, treatment }) =>
          texts ? [table, column, treatment, shared] : [table, column, treatment],
        ),
      ),
      ...(rules.relations.length === 0
        ? {}
        : {
            relations: inOrder(
              rules.relations.map(({ from, to, when, children }) => ({ from, to, when, children })),
            ),
          }),
    })),
  })
}

const inOrder = (all: readonly unknown[]): unknown[] =>
  all
    .map((one) => ({ one, text: JSON.stringify(one) }))
    .toSorted((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ one }) => one)

const textsInOrder = (texts: ReadonlyMap<string, ReadonlySet<string>>) =>
  inOrder([...texts].map(([table, columns]) => [table, [...columns].toSorted()]))
