import type { Registry } from '../../core/registry.ts'
import type { Locale } from './locale.ts'

/** Language, and country where a language has several here. */
export type LocaleName = 'cs' | 'de' | 'en' | 'en-US' | 'es' | 'fr' | 'it' | 'pl'

/** The countries that invented persons can be of, loaded when a policy names one. */
export const locales: Registry<Locale> & Readonly<Record<LocaleName, unknown>> = {
  cs: () => import('./cs.ts'),
  de: () => import('./de.ts'),
  en: () => import('./en.ts'),
  'en-US': () => import('./en-US.ts'),
  es: () => import('./es.ts'),
  fr: () => import('./fr.ts'),
  it: () => import('./it.ts'),
  pl: () => import('./pl.ts'),
}

export const localeNames = Object.keys(locales) as readonly LocaleName[]

/** Where a policy names none. */
export const usualLocale: LocaleName = 'pl'
