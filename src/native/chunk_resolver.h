// From HTTP_DATA_CHUNK to bytes: lengths, fragment names and open-ended file ranges made
// definite, then appended to a BufferChain. Page: IHttpResponse::WriteEntityChunks.
// Neighbours: response_chunks.h (the list), server/response_sender (who sends the chain).
#pragma once

#include <httpserv.h>

#include <cstdint>
#include <span>

#include "base/arena.h"
#include "base/buffer_chain.h"

namespace penstock::native {

// Makes a chunk definite: a fragment becomes memory that `arena` keeps alive, a file range to the
// end gets its length. Afterwards its length cannot change.
// ERROR_PATH_NOT_FOUND: no such fragment; ERROR_INVALID_HANDLE: no open file; ERROR_INVALID_DATA:
// a range that leaves the file; ERROR_INVALID_PARAMETER: another type of chunk, or null memory.
HRESULT resolve_chunk(HTTP_DATA_CHUNK& chunk, base::Arena& arena);

// Bytes of a chunk that resolve_chunk() has been through.
std::uint64_t chunk_length(const HTTP_DATA_CHUNK& chunk);

// Appends chunks in their order. Memory and files are referenced, so they must live until the
// chain is sent. On failure `out` holds the chunks before the bad one.
HRESULT append_chunks(std::span<const HTTP_DATA_CHUNK> chunks, base::BufferChain& out,
                      base::Arena& arena);

}  // namespace penstock::native
