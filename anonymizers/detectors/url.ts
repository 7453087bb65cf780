import { defineValueDetector } from './value-detector.ts'

/** Where a path names a person: profiles of networks, homes of users. */
const profiles =
  /^(?:www\.|[a-z]{2}-[a-z]{2}\.|m\.)?(?:facebook|instagram|twitter|x|linkedin|github|gitlab|xing|tiktok|youtube|pinterest|vk|gravatar|t)\.(?:com|me)\/(?!(?:share|sharer|help|about|legal|search|explore)\b)[\w.%/@-]{2,}/i
const homes = /^[^/?#]+\/(?:~|users?\/|profile\/|people\/|u\/|in\/|author\/)[\w.%-]{2,}/i
/** What a query says of whoever clicks: an address, a phone, a token that logs in. */
const telling =
  /[?&](?:e-?mail|mail|user(?:name)?|login|phone|tel|first_?name|last_?name|token|auth|session|sid|signature|reset)=[^&#\s]{4,}/i

export default defineValueDetector({
  kind: 'url',
  describe:
    'Addresses with somebody in them (RFC 3986): profiles of networks, homes of users, e-mails and tokens in queries.',
  recognise: (value) => {
    const text = value.trim()
    if (text.length > 2000 || /\s/.test(text)) return 0
    const [, rest = ''] = /^(?:https?:)?\/\/(.+)$/i.exec(text) ?? []
    const bare = rest === '' ? text : rest
    if (profiles.test(bare)) return 0.85
    if (rest === '') return 0
    return /^[^/?#]*:[^/?#]*@/.test(rest) || homes.test(rest) || telling.test(rest) ? 0.85 : 0
  },
  whole: [
    'https://www.facebook.com/anna.example',
    'linkedin.com/in/jan-example',
    'https://shop.example/account?email=anna%40example.com',
    '//example.org/~anna',
    'https://user:secret@example.com/',
  ],
  foreign: [
    'https://example.com/products/shirt',
    'https://www.facebook.com/sharer/sharer.php',
    'http://example.com/?page=2',
    'index.php?controller=product',
    'anna@example.com',
  ],
})
