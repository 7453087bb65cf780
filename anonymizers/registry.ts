import type { Registry } from '../core/registry.ts'
import type { Transformer } from './transformer.ts'

/** Every transformer that a policy can name, loaded when one does. */
export const transformers: Registry<Transformer> = {
  email: () => import('./transformers/email.ts'),
  firstName: () => import('./transformers/firstName.ts'),
}
