/* SPDX-License-Identifier: MIT */
/* asan.h: is this a build under AddressSanitizer? BD_ASAN is 1 or 0; gcc and clang each say so in their own way. */
#ifndef BD_BASE_ASAN_H
#define BD_BASE_ASAN_H

#if defined(__SANITIZE_ADDRESS__)
#define BD_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define BD_ASAN 1
#endif
#endif
#ifndef BD_ASAN
#define BD_ASAN 0
#endif

#endif
