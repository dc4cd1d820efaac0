import type { Libc } from './image'

/** The library of an image that is built on Debian, but for its variants on Alpine. */
export const debianOrAlpine = (tag: string): Libc => (tag.includes('alpine') ? 'musl' : 'glibc')
