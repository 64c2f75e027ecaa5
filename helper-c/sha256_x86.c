// SHA-256 by the SHA extensions of x86 (Intel SDM, SHA256RNDS2). A journal line is hashed before
// every action, so this is worth its hundred lines: ten times the speed of plain C.
#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>
#include <stdbool.h>

#include "sha256_rounds.h"

/* CPUID.(EAX=7,ECX=0):EBX. Every CPU that has them has SSE4.1 too. */
#define LEAF_FEATURES 7
#define FEATURE_SHA   (1U << 29)

#define WITH_SHA __attribute__((target("sha,ssse3,sse4.1")))

static bool has_instructions(void)
{
	unsigned a, b, c, d;

	/* Each use of the instruction leaves a virtual machine, for ten microseconds: the highest
	 * leaf is not asked for first. Where it is lower than 7, this bit is none of what the
	 * highest tells. */
	__cpuid_count(LEAF_FEATURES, 0, a, b, c, d);
	return (b & FEATURE_SHA) != 0;
}

/* Sixteen bytes of the message as four words; SHA-256 reads them with the highest byte first. */
WITH_SHA static __m128i load_words(const uint8_t *at)
{
	const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);

	return _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(const void *)at), swap);
}

/* The next four words of the message schedule from the sixteen before them. */
WITH_SHA static __m128i next_words(__m128i w0, __m128i w1, __m128i w2, __m128i w3)
{
	__m128i sum = _mm_add_epi32(_mm_sha256msg1_epu32(w0, w1), _mm_alignr_epi8(w3, w2, 4));

	return _mm_sha256msg2_epu32(sum, w3);
}

/* The instructions hold the eight variables as ABEF and CDGH, and do two rounds each. */
WITH_SHA static inline __attribute__((always_inline)) void four_rounds(
	__m128i *first, __m128i *second, __m128i words[4], size_t i)
{
	const void *constants = &sha256_rounds[4 * i];
	__m128i four = _mm_add_epi32(words[i % 4], _mm_loadu_si128(constants));

	*second = _mm_sha256rnds2_epu32(*second, *first, four);
	/* Its upper two words. */
	*first = _mm_sha256rnds2_epu32(*first, *second, _mm_shuffle_epi32(four, 0x0e));
	words[i % 4] = next_words(
		words[i % 4], words[(i + 1) % 4], words[(i + 2) % 4], words[(i + 3) % 4]);
}

WITH_SHA static void add_block(__m128i *abef, __m128i *cdgh, const uint8_t *block)
{
	__m128i words[4];
	__m128i first = *abef;
	__m128i second = *cdgh;

	for (size_t i = 0; i < 4; i++)
		words[i] = load_words(block + 16 * i);
	/* With numbers that the compiler knows, the words are registers: a loop takes half as long
	 * again. */
	four_rounds(&first, &second, words, 0);
	four_rounds(&first, &second, words, 1);
	four_rounds(&first, &second, words, 2);
	four_rounds(&first, &second, words, 3);
	four_rounds(&first, &second, words, 4);
	four_rounds(&first, &second, words, 5);
	four_rounds(&first, &second, words, 6);
	four_rounds(&first, &second, words, 7);
	four_rounds(&first, &second, words, 8);
	four_rounds(&first, &second, words, 9);
	four_rounds(&first, &second, words, 10);
	four_rounds(&first, &second, words, 11);
	four_rounds(&first, &second, words, 12);
	four_rounds(&first, &second, words, 13);
	four_rounds(&first, &second, words, 14);
	four_rounds(&first, &second, words, 15);
	*abef = _mm_add_epi32(*abef, first);
	*cdgh = _mm_add_epi32(*cdgh, second);
}

WITH_SHA static void add_blocks(uint32_t state[8], const uint8_t *blocks, size_t count)
{
	__m128i abef = _mm_set_epi32((int)state[0], (int)state[1], (int)state[4], (int)state[5]);
	__m128i cdgh = _mm_set_epi32((int)state[2], (int)state[3], (int)state[6], (int)state[7]);
	uint32_t out[8];

	for (size_t i = 0; i < count; i++)
		add_block(&abef, &cdgh, blocks + SHA256_BLOCK * i);
	_mm_storeu_si128((__m128i *)(void *)out, abef);
	_mm_storeu_si128((__m128i *)(void *)(out + 4), cdgh);
	state[0] = out[3];
	state[1] = out[2];
	state[2] = out[7];
	state[3] = out[6];
	state[4] = out[1];
	state[5] = out[0];
	state[6] = out[5];
	state[7] = out[4];
}

sha256_compress *sha256_by_instructions(void)
{
	return has_instructions() ? add_blocks : NULL;
}

#else
typedef int sha256_x86_is_for_x86; /* a translation unit must not be empty (C17 6.9) */
#endif
