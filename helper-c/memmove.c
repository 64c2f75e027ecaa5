// memcpy and memmove, in the place of musl's, which begin every copy with a string instruction:
// that costs the CPU as much as copying some hundred bytes, and nearly all copies here are of a few
// dozen. Up to 128 bytes are read whole before the first is written, which makes overlap harmless;
// what is longer is moved in blocks.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifndef __SANITIZE_ADDRESS__ /* which has its own, to check every access */

typedef uint16_t __attribute__((aligned(1), may_alias)) u16_at;
typedef uint32_t __attribute__((aligned(1), may_alias)) u32_at;
typedef uint64_t __attribute__((aligned(1), may_alias)) u64_at;
typedef uint64_t __attribute__((vector_size(16), aligned(1), may_alias)) block_at;

#define BLOCK sizeof(block_at)

/* First and last of the same size cover what is between that size and twice of it. */
#define MOVE_ENDS(type)                                                  \
	do {                                                             \
		type first = *(const type *)from;                        \
		type last = *(const type *)(from + size - sizeof(type)); \
		*(type *)to = first;                                     \
		*(type *)(to + size - sizeof(type)) = last;              \
	} while (0)

static void move_small(unsigned char *to, const unsigned char *from, size_t size)
{
	if (size >= sizeof(u64_at))
		MOVE_ENDS(u64_at);
	else if (size >= sizeof(u32_at))
		MOVE_ENDS(u32_at);
	else if (size >= sizeof(u16_at))
		MOVE_ENDS(u16_at);
	else if (size > 0)
		*to = *from;
}

static inline block_at block(const unsigned char *at)
{
	return *(const block_at *)at;
}

/* 33 to 128 bytes: two blocks of each end, or four; all are read before one is written. */
static void move_blocks(unsigned char *to, const unsigned char *from, size_t size)
{
	const unsigned char *from_end = from + size;
	unsigned char *to_end = to + size;
	bool is_long = size > 4 * BLOCK;
	block_at first = block(from);
	block_at second = block(from + BLOCK);
	block_at third = is_long ? block(from + 2 * BLOCK) : first;
	block_at fourth = is_long ? block(from + 3 * BLOCK) : first;
	block_at last = block(from_end - BLOCK);
	block_at last_but_one = block(from_end - 2 * BLOCK);
	block_at last_but_two = is_long ? block(from_end - 3 * BLOCK) : last;
	block_at last_but_three = is_long ? block(from_end - 4 * BLOCK) : last;

	if (is_long) {
		*(block_at *)(to + 2 * BLOCK) = third;
		*(block_at *)(to + 3 * BLOCK) = fourth;
		*(block_at *)(to_end - 3 * BLOCK) = last_but_two;
		*(block_at *)(to_end - 4 * BLOCK) = last_but_three;
	}
	*(block_at *)to = first;
	*(block_at *)(to + BLOCK) = second;
	*(block_at *)(to_end - 2 * BLOCK) = last_but_one;
	*(block_at *)(to_end - BLOCK) = last;
}

static void move_up(unsigned char *to, const unsigned char *from, size_t size)
{
	size_t rest = size % BLOCK;
	block_at first = *(const block_at *)from;

	for (size_t at = size; at > rest; at -= BLOCK)
		*(block_at *)(to + at - BLOCK) = *(const block_at *)(from + at - BLOCK);
	*(block_at *)to = first;
}

static void move_down(unsigned char *to, const unsigned char *from, size_t size)
{
	block_at last = *(const block_at *)(from + size - BLOCK);

	for (size_t at = 0; at + BLOCK <= size; at += BLOCK)
		*(block_at *)(to + at) = *(const block_at *)(from + at);
	*(block_at *)(to + size - BLOCK) = last;
}

void *memmove(void *to, const void *from, size_t size);
void *memcpy(void *restrict to, const void *restrict from, size_t size);

void *memmove(void *target, const void *source, size_t size)
{
	unsigned char *to = target;
	const unsigned char *from = source;

	if (size <= BLOCK)
		move_small(to, from, size);
	else if (size <= 2 * BLOCK)
		MOVE_ENDS(block_at);
	else if (size <= 8 * BLOCK)
		move_blocks(to, from, size);
	else if ((uintptr_t)to - (uintptr_t)from < size)
		move_up(to, from, size);
	else
		move_down(to, from, size);
	return target;
}

void *memcpy(void *restrict to, const void *restrict from, size_t size)
{
	return memmove(to, from, size);
}

#endif
