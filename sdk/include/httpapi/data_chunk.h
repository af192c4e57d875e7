// A piece of an entity body: memory, part of a file, or a named cached fragment. What
// IHttpResponse::WriteEntityChunks takes (iis/response.h), for example
//
//   HTTP_DATA_CHUNK chunk;
//   chunk.DataChunkType = HttpDataChunkFromMemory;
//   chunk.FromMemory.pBuffer = text;
//   chunk.FromMemory.BufferLength = sizeof(text) - 1;
#pragma once

#include "types.h"

// As a Length: up to the end of the file.
#define HTTP_BYTE_RANGE_TO_EOF ((ULONGLONG)-1)

// Part of a file or of a fragment, in bytes.
struct HTTP_BYTE_RANGE {
  ULARGE_INTEGER StartingOffset;
  ULARGE_INTEGER Length;
};
typedef HTTP_BYTE_RANGE* PHTTP_BYTE_RANGE;

// Which member of the union is meant.
enum HTTP_DATA_CHUNK_TYPE {
  HttpDataChunkFromMemory,
  HttpDataChunkFromFileHandle,
  HttpDataChunkFromFragmentCache,
  HttpDataChunkFromFragmentCacheEx,
  HttpDataChunkMaximum
};
typedef HTTP_DATA_CHUNK_TYPE* PHTTP_DATA_CHUNK_TYPE;

// The receiver of a chunk does not own what it refers to: whether it copies, and how long memory,
// handle and name must stay valid, is in the contract of the function that takes it.
struct alignas(8) HTTP_DATA_CHUNK {
  // BufferLength bytes.
  struct Memory {
    PVOID pBuffer;
    ULONG BufferLength;
  };

  // A range of a file that is open for reading.
  struct FileRange {
    HTTP_BYTE_RANGE ByteRange;
    HANDLE FileHandle;
  };

  // What IHttpServer::AddFragmentToCache stored; the length is in bytes, without the terminator.
  struct Fragment {
    USHORT FragmentNameLength;
    PCWSTR pFragmentName;
  };

  // A range of it; the name ends with a null.
  struct FragmentRange {
    HTTP_BYTE_RANGE ByteRange;
    PCWSTR pFragmentName;
  };

  HTTP_DATA_CHUNK_TYPE DataChunkType;
  union {
    Memory FromMemory;
    FileRange FromFileHandle;
    Fragment FromFragmentCache;
    FragmentRange FromFragmentCacheEx;
  };
};
typedef HTTP_DATA_CHUNK* PHTTP_DATA_CHUNK;
