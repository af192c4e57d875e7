// Tests of files.cc, file_io.cc and file_names.cc, with the host's side of file handles.
#include "win32/files.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "penstock/host.h"
#include "windows.h"

namespace {

class FilesTest : public testing::Test {
 protected:
  FilesTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "win32_files_XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
  }
  ~FilesTest() override { std::filesystem::remove_all(folder_); }

  std::string path(const std::string& name) const { return folder_ + "/" + name; }

  HANDLE open(const std::string& name, DWORD access, DWORD disposition,
              DWORD flags = FILE_ATTRIBUTE_NORMAL) const {
    return CreateFile(path(name).c_str(), access, FILE_SHARE_READ, NULL, disposition, flags, NULL);
  }
  void write(const std::string& name, const std::string& content) const {
    HANDLE file = open(name, GENERIC_WRITE, CREATE_ALWAYS);
    DWORD written = 0;
    ASSERT_TRUE(WriteFile(file, content.data(), DWORD(content.size()), &written, NULL));
    ASSERT_EQ(written, content.size());
    ASSERT_TRUE(CloseHandle(file));
  }

  std::string folder_;
};

TEST_F(FilesTest, WritesAndReadsBack) {
  write("a.txt", "hello");
  HANDLE file = open("a.txt", GENERIC_READ, OPEN_EXISTING);
  ASSERT_NE(file, INVALID_HANDLE_VALUE);
  char buffer[16] = {};
  DWORD read = 99;
  EXPECT_TRUE(ReadFile(file, buffer, sizeof buffer, &read, NULL));
  EXPECT_EQ(std::string(buffer, read), "hello");
  EXPECT_TRUE(ReadFile(file, buffer, sizeof buffer, &read, NULL));
  EXPECT_EQ(read, 0u);
  DWORD written = 0;
  EXPECT_FALSE(WriteFile(file, "x", 1, &written, NULL));
  EXPECT_FALSE(ReadFile(file, buffer, 1, NULL, NULL));
  EXPECT_EQ(GetLastError(), ERROR_INVALID_PARAMETER);
  EXPECT_TRUE(CloseHandle(file));
  EXPECT_FALSE(ReadFile(file, buffer, 1, &read, NULL));
  EXPECT_EQ(GetLastError(), ERROR_INVALID_HANDLE);
}

TEST_F(FilesTest, DispositionsAndTheirErrors) {
  EXPECT_EQ(open("none", GENERIC_READ, OPEN_EXISTING), INVALID_HANDLE_VALUE);
  EXPECT_EQ(GetLastError(), ERROR_FILE_NOT_FOUND);
  HANDLE created = open("new", GENERIC_WRITE, CREATE_NEW);
  ASSERT_NE(created, INVALID_HANDLE_VALUE);
  CloseHandle(created);
  EXPECT_EQ(open("new", GENERIC_WRITE, CREATE_NEW), INVALID_HANDLE_VALUE);
  EXPECT_EQ(GetLastError(), ERROR_FILE_EXISTS);
  for (DWORD disposition : {DWORD(CREATE_ALWAYS), DWORD(OPEN_ALWAYS)}) {
    HANDLE found = open("new", GENERIC_WRITE, disposition);
    EXPECT_EQ(GetLastError(), ERROR_ALREADY_EXISTS);
    CloseHandle(found);
  }
  HANDLE fresh = open("fresh", GENERIC_WRITE, OPEN_ALWAYS);
  EXPECT_EQ(GetLastError(), ERROR_SUCCESS);
  CloseHandle(fresh);
  EXPECT_EQ(open("new", GENERIC_WRITE, 17), INVALID_HANDLE_VALUE);
  EXPECT_EQ(GetLastError(), ERROR_INVALID_PARAMETER);
}

TEST_F(FilesTest, TruncatesOnlyWhenAsked) {
  write("t", "content");
  CloseHandle(open("t", GENERIC_WRITE, OPEN_ALWAYS));
  EXPECT_EQ(std::filesystem::file_size(path("t")), 7u);
  CloseHandle(open("t", GENERIC_WRITE, TRUNCATE_EXISTING));
  EXPECT_EQ(std::filesystem::file_size(path("t")), 0u);
}

TEST_F(FilesTest, AcceptsTheOriginalsPaths) {
  std::string windows = "C:" + path("w.txt");
  for (char& c : windows) c = c == '/' ? '\\' : c;
  const std::wstring wide(windows.begin(), windows.end());
  HANDLE file =
      CreateFile(wide.c_str(), GENERIC_WRITE, 0, NULL, CREATE_NEW, FILE_ATTRIBUTE_NORMAL, NULL);
  ASSERT_NE(file, INVALID_HANDLE_VALUE);
  CloseHandle(file);
  EXPECT_TRUE(std::filesystem::exists(path("w.txt")));
  HANDLE nothing = CreateFile(L"NUL", GENERIC_WRITE, 0, NULL, OPEN_EXISTING, 0, NULL);
  EXPECT_EQ(GetFileType(nothing), DWORD(FILE_TYPE_CHAR));
  CloseHandle(nothing);
}

TEST_F(FilesTest, PositionsAndSizes) {
  write("p", "0123456789");
  HANDLE file = open("p", GENERIC_READ | GENERIC_WRITE, OPEN_EXISTING);
  EXPECT_EQ(GetFileSize(file, NULL), 10u);
  LARGE_INTEGER size;
  EXPECT_TRUE(GetFileSizeEx(file, &size));
  EXPECT_EQ(size.QuadPart, 10);
  EXPECT_EQ(SetFilePointer(file, -3, NULL, FILE_END), 7u);
  char buffer[4] = {};
  DWORD read = 0;
  EXPECT_TRUE(ReadFile(file, buffer, 2, &read, NULL));
  EXPECT_STREQ(buffer, "78");
  EXPECT_EQ(SetFilePointer(file, -11, NULL, FILE_END), INVALID_SET_FILE_POINTER);
  EXPECT_EQ(GetLastError(), ERROR_NEGATIVE_SEEK);
  LONG high = 1;
  EXPECT_EQ(SetFilePointer(file, 5, &high, FILE_BEGIN), 5u);
  EXPECT_EQ(high, 1);
  EXPECT_EQ(SetFilePointer(file, 4, NULL, FILE_BEGIN), 4u);
  EXPECT_TRUE(SetEndOfFile(file));
  EXPECT_TRUE(FlushFileBuffers(file));
  EXPECT_EQ(GetFileSize(file, NULL), 4u);
  EXPECT_EQ(GetFileType(file), DWORD(FILE_TYPE_DISK));
  FILETIME written;
  EXPECT_TRUE(GetFileTime(file, NULL, NULL, &written));
  CloseHandle(file);
}

TEST_F(FilesTest, OverlappedTransfersUseTheirOffsetAndSetTheirEvent) {
  write("o", "0123456789");
  HANDLE file = open("o", GENERIC_READ | GENERIC_WRITE, OPEN_EXISTING, FILE_FLAG_OVERLAPPED);
  OVERLAPPED overlapped = {};
  overlapped.Offset = 4;
  overlapped.hEvent = CreateEvent(NULL, TRUE, FALSE, NULL);
  EXPECT_TRUE(WriteFile(file, "ab", 2, NULL, &overlapped));
  EXPECT_EQ(WaitForSingleObject(overlapped.hEvent, 0), DWORD(WAIT_OBJECT_0));
  char buffer[8] = {};
  DWORD read = 0;
  overlapped.Offset = 3;
  EXPECT_TRUE(ReadFile(file, buffer, 4, NULL, &overlapped));
  EXPECT_TRUE(GetOverlappedResult(file, &overlapped, &read, TRUE));
  EXPECT_EQ(std::string(buffer, read), "3ab6");
  overlapped.Offset = 10;
  EXPECT_FALSE(ReadFile(file, buffer, 4, &read, &overlapped));
  EXPECT_EQ(GetLastError(), ERROR_HANDLE_EOF);
  EXPECT_FALSE(GetOverlappedResult(file, &overlapped, &read, TRUE));
  EXPECT_EQ(GetLastError(), ERROR_HANDLE_EOF);
  CloseHandle(overlapped.hEvent);
  CloseHandle(file);
}

struct Posted {
  DWORD error;
  DWORD bytes;
  LPOVERLAPPED overlapped;
};
VOID WINAPI unused_routine(DWORD, DWORD, LPOVERLAPPED) {}

TEST_F(FilesTest, BoundFilesPostEveryCompletion) {
  HANDLE file = open("b", GENERIC_READ | GENERIC_WRITE, CREATE_ALWAYS, FILE_FLAG_OVERLAPPED);
  std::vector<Posted> posted;
  const PenstockCompletionPost post = [](void* context, LPOVERLAPPED_COMPLETION_ROUTINE routine,
                                         DWORD error, DWORD bytes, LPOVERLAPPED overlapped) {
    EXPECT_EQ(routine, &unused_routine);
    static_cast<std::vector<Posted>*>(context)->push_back({error, bytes, overlapped});
  };
  EXPECT_TRUE(penstock_bind_completion(file, unused_routine, post, &posted));
  EXPECT_FALSE(penstock_bind_completion(file, unused_routine, post, &posted));
  EXPECT_EQ(GetLastError(), ERROR_INVALID_PARAMETER);
  OVERLAPPED overlapped = {};
  EXPECT_TRUE(WriteFile(file, "Hello", 5, NULL, &overlapped));
  overlapped.Offset = 5;
  char buffer[1];
  EXPECT_FALSE(ReadFile(file, buffer, 1, NULL, &overlapped));
  ASSERT_EQ(posted.size(), 2u);
  EXPECT_EQ(posted[0].bytes, 5u);
  EXPECT_EQ(posted[0].error, DWORD(ERROR_SUCCESS));
  EXPECT_EQ(posted[1].error, DWORD(ERROR_HANDLE_EOF));
  EXPECT_EQ(posted[1].overlapped, &overlapped);
  CloseHandle(file);
}

TEST_F(FilesTest, AttributesTellKindsApart) {
  write("plain", "x");
  write(".hidden", "x");
  EXPECT_EQ(GetFileAttributes(path("plain").c_str()), DWORD(FILE_ATTRIBUTE_NORMAL));
  EXPECT_EQ(GetFileAttributes(path(".hidden").c_str()), DWORD(FILE_ATTRIBUTE_HIDDEN));
  EXPECT_EQ(GetFileAttributes(folder_.c_str()), DWORD(FILE_ATTRIBUTE_DIRECTORY));
  EXPECT_EQ(GetFileAttributes(path("none").c_str()), INVALID_FILE_ATTRIBUTES);
  HANDLE locked = open("locked", GENERIC_READ, CREATE_NEW, FILE_ATTRIBUTE_READONLY);
  CloseHandle(locked);
  EXPECT_EQ(GetFileAttributes(path("locked").c_str()), DWORD(FILE_ATTRIBUTE_READONLY));
  WIN32_FILE_ATTRIBUTE_DATA data = {};
  EXPECT_TRUE(GetFileAttributesEx(path("plain").c_str(), GetFileExInfoStandard, &data));
  EXPECT_EQ(data.nFileSizeLow, 1u);
  FILETIME now;
  GetSystemTimeAsFileTime(&now);
  EXPECT_LE(CompareFileTime(&data.ftLastWriteTime, &now), 0);
}

TEST_F(FilesTest, DirectoriesAndNames) {
  EXPECT_TRUE(CreateDirectory(path("d").c_str(), NULL));
  EXPECT_FALSE(CreateDirectory(path("d").c_str(), NULL));
  EXPECT_EQ(GetLastError(), ERROR_ALREADY_EXISTS);
  EXPECT_FALSE(CreateDirectory(path("x/y").c_str(), NULL));
  EXPECT_EQ(GetLastError(), ERROR_PATH_NOT_FOUND);
  EXPECT_EQ(open("d", GENERIC_READ, OPEN_EXISTING), INVALID_HANDLE_VALUE);
  EXPECT_EQ(GetLastError(), ERROR_ACCESS_DENIED);
  HANDLE folder = open("d", GENERIC_READ, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS);
  EXPECT_NE(folder, INVALID_HANDLE_VALUE);
  CloseHandle(folder);
  write("from", "1");
  write("to", "2");
  EXPECT_FALSE(MoveFileEx(path("from").c_str(), path("to").c_str(), 0));
  EXPECT_EQ(GetLastError(), ERROR_ALREADY_EXISTS);
  EXPECT_TRUE(MoveFileEx(path("from").c_str(), path("to").c_str(), MOVEFILE_REPLACE_EXISTING));
  EXPECT_FALSE(DeleteFile(path("from").c_str()));
  EXPECT_TRUE(DeleteFile(path("to").c_str()));
  EXPECT_TRUE(RemoveDirectory(path("d").c_str()));
}

TEST_F(FilesTest, DeleteOnClose) {
  HANDLE file = open("gone", GENERIC_WRITE, CREATE_NEW, FILE_FLAG_DELETE_ON_CLOSE);
  EXPECT_TRUE(std::filesystem::exists(path("gone")));
  CloseHandle(file);
  EXPECT_FALSE(std::filesystem::exists(path("gone")));
}

TEST_F(FilesTest, HostSeesTheDescriptor) {
  HANDLE file = open("h", GENERIC_WRITE, CREATE_NEW);
  const int fd = penstock_fd_of_handle(file);
  ASSERT_GE(fd, 0);
  EXPECT_EQ(::write(fd, "x", 1), 1);
  CloseHandle(file);
  EXPECT_EQ(penstock_fd_of_handle(file), -1);
  EXPECT_EQ(fcntl(fd, F_GETFD), -1);
  HANDLE event = CreateEvent(NULL, FALSE, FALSE, NULL);
  EXPECT_EQ(penstock_fd_of_handle(event), -1);
  EXPECT_EQ(penstock_fd_of_handle(NULL), -1);
  EXPECT_EQ(penstock_fd_of_handle(INVALID_HANDLE_VALUE), -1);
  CloseHandle(event);
}

TEST_F(FilesTest, HostMakesHandles) {
  write("m", "abc");
  const int fd = ::open(path("m").c_str(), O_RDONLY | O_CLOEXEC);
  HANDLE borrowed = penstock_handle_from_fd(fd, false);
  EXPECT_EQ(GetFileSize(borrowed, NULL), 3u);
  CloseHandle(borrowed);
  EXPECT_NE(fcntl(fd, F_GETFD), -1);
  HANDLE owned = penstock_handle_from_fd(fd, true);
  CloseHandle(owned);
  EXPECT_EQ(fcntl(fd, F_GETFD), -1);
}

TEST_F(FilesTest, PipesGiveWhatThereIs) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  HANDLE reader = penstock_handle_from_fd(ends[0], true);
  HANDLE writer = penstock_handle_from_fd(ends[1], true);
  DWORD moved = 0;
  EXPECT_TRUE(WriteFile(writer, "abc", 3, &moved, NULL));
  char buffer[100];
  EXPECT_TRUE(ReadFile(reader, buffer, sizeof buffer, &moved, NULL));
  EXPECT_EQ(moved, 3u);
  EXPECT_EQ(GetFileType(reader), DWORD(FILE_TYPE_PIPE));
  CloseHandle(writer);
  CloseHandle(reader);
}

}  // namespace
