import type {
  NumberProgram,
  PermuteProgram,
  PhoneProgram,
  ShiftDateProgram,
} from './change-programs.ts'
import type {
  ConditionProgram,
  JoinProgram,
  LikenessProgram,
  LookupProgram,
  ShapeProgram,
} from './choice-programs.ts'
import type {
  AsAddressProgram,
  AsHexProgram,
  CodeProgram,
  PlaceholderProgram,
} from './form-programs.ts'
import type { WalkProgram } from './nested-programs.ts'
import type { RenderProgram } from './render-program.ts'
import type { CanonicalForm } from './subject.ts'
import type { FreeTextProgram, UrlProgram } from './text-programs.ts'

/**
 * What the kernel does with one value. Plain data: programs cross to worker threads by structured
 * clone and mean the same to every kernel. A value is bytes (UTF-8) after the dialect's escapes are
 * undone, or NULL; NULL and empty stay what they are, except under `constant` and `null`.
 */
export type Program =
  | { readonly op: 'keep' }
  | { readonly op: 'null' }
  | { readonly op: 'constant'; readonly text: string }
  /** A value that the policy does not name ends the run; NULL and empty pass. */
  | { readonly op: 'stop' }
  | RenderProgram
  | PermuteProgram
  | PhoneProgram
  | ShiftDateProgram
  | FreeTextProgram
  | WalkProgram
  | ConditionProgram
  | LikenessProgram
  | ShapeProgram
  | LookupProgram
  | JoinProgram
  | NumberProgram
  | UrlProgram
  | PlaceholderProgram
  | AsHexProgram
  | AsAddressProgram
  | CodeProgram

/**
 * How a column's value is made canonical when it names the persona of its row: as the column's own
 * treatment does, so that `person: email` and the e-mail itself lead to one persona.
 */
export function canonicalFormOf(program: Program): CanonicalForm {
  switch (program.op) {
    case 'render':
    case 'permute':
    case 'phone':
    case 'shift-date':
    case 'free-text':
    case 'number':
    case 'url':
    case 'code':
      return program.subject.canonical
    case 'when':
    case 'when-like': {
      const form = canonicalFormOf(program.then)
      return form === 'exact' ? canonicalFormOf(program.otherwise) : form
    }
    case 'by-shape':
    case 'lookup':
      return canonicalFormOf(program.otherwise)
    case 'walk':
    case 'join':
    case 'as-hex':
    case 'as-address':
    case 'placeholder':
    case 'keep':
    case 'null':
    case 'constant':
    case 'stop':
      return 'exact'
  }
}
