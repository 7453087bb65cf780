import { defineValueDetector } from './value-detector.ts'

/** As their makers document them: JWT (RFC 7519), PEM (RFC 7468), keys of clouds, shops, payments and forges. */
const forms: readonly RegExp[] = [
  /^eyJ[\w-]{8,}\.eyJ[\w-]{4,}\.[\w-]*$/,
  /^-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/,
  /^(?:AKIA|ASIA)[A-Z2-7]{16}$/,
  /^AIza[\w-]{35}$/,
  /^(?:sk|rk|pk|whsec)_(?:live_|test_)?\w{16,}$/,
  /^(?:ghp|gho|ghs|ghr|github_pat)_\w{20,}$/,
  /^glpat-[\w-]{20,}$/,
  /^xox[abprs]-[\w-]{10,}$/,
  /^shp(?:at|ca|pa|ss)_[0-9a-f]{32}$/i,
  /^SG\.[\w-]{16,}\.[\w-]{16,}$/,
  /^ya29\.[\w-]{20,}$/,
  /^https:\/\/hooks\.slack\.com\/services\/\S+$/,
  /^otpauth:\/\/\S+$/,
]

export default defineValueDetector({
  kind: 'secret',
  describe:
    'Keys and tokens whose makers gave them a form: JWT, PEM, AWS, Google, Stripe, GitHub, GitLab, Slack, Shopify, TOTP.',
  recognise: (value) => {
    const text = value.trim()
    return text.length >= 16 && forms.some((form) => form.test(text)) ? 0.95 : 0
  },
  whole: [
    'eyJhbGciOiJub25lIn0.eyJzdWIiOiJleGFtcGxlIn0.c2lnbmF0dXJl',
    ['-----BEGIN', 'PRIVATE KEY-----', 'MC4CAQAw'].join(' '),
    'AKIAEXAMPLEEXAMPLE22',
    `ghp_${'0'.repeat(36)}`,
    'otpauth://totp/Example?secret=JBSWY3DPEHPK3PXP',
  ],
  foreign: ['eyJ', '-----BEGIN CERTIFICATE-----', 'sk_SK', 'task_list_of_the_week', 'SG.'],
})
