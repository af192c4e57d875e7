// Source annotations, all empty: they document a parameter for the reader and the compiler sees
// nothing. The older spellings with two underscores (__in, __out) are left undefined on purpose:
// the C++ standard library uses those words as identifiers.
#ifndef PENSTOCK_SDK_SAL_H_
#define PENSTOCK_SDK_SAL_H_

#define _In_
#define _In_z_
#define _In_opt_
#define _In_opt_z_
#define _In_reads_(count)
#define _In_reads_opt_(count)
#define _In_reads_z_(count)
#define _In_reads_bytes_(size)
#define _In_reads_bytes_opt_(size)
#define _In_range_(low, high)
#define _In_count_(count)
#define _In_bytecount_(size)
#define _Out_
#define _Out_opt_
#define _Out_writes_(count)
#define _Out_writes_opt_(count)
#define _Out_writes_z_(count)
#define _Out_writes_bytes_(size)
#define _Out_writes_bytes_opt_(size)
#define _Out_writes_to_(count, written)
#define _Out_writes_to_opt_(count, written)
#define _Out_writes_all_(count)
#define _Out_writes_bytes_to_(size, written)
#define _Out_writes_bytes_to_opt_(size, written)
#define _Out_writes_bytes_all_(size)
#define _Outptr_
#define _Outptr_opt_
#define _Outptr_result_maybenull_
#define _Outptr_opt_result_maybenull_
#define _Outptr_result_z_
#define _Outptr_result_buffer_(count)
#define _Outptr_result_bytebuffer_(size)
#define _COM_Outptr_
#define _COM_Outptr_opt_
#define _Outref_
#define _Inout_
#define _Inout_opt_
#define _Inout_z_
#define _Inout_updates_(count)
#define _Inout_updates_z_(count)
#define _Inout_updates_opt_(count)
#define _Inout_updates_bytes_(size)
#define _Reserved_
#define _Deref_out_
#define _Deref_out_opt_
#define _Deref_opt_out_
#define _Ret_maybenull_
#define _Ret_notnull_
#define _Ret_opt_
#define _Ret_z_
#define _Ret_writes_(count)
#define _Ret_writes_bytes_(size)
#define _Null_terminated_
#define _NullNull_terminated_
#define _Printf_format_string_
#define _Check_return_
#define _Must_inspect_result_
#define _Success_(condition)
#define _Return_type_success_(condition)
#define _When_(condition, annotations)
#define _At_(target, annotations)
#define _Pre_satisfies_(condition)
#define _Post_satisfies_(condition)
#define _Pre_maybenull_
#define _Pre_notnull_
#define _Post_invalid_
#define _Post_ptr_invalid_
#define _Field_size_(count)
#define _Field_size_opt_(count)
#define _Field_size_bytes_(size)
#define _Field_size_bytes_opt_(size)
#define _Field_range_(low, high)
#define _Frees_ptr_
#define _Frees_ptr_opt_
#define _Function_class_(name)
#define _Use_decl_annotations_
#define _Analysis_assume_(condition)
#define _Acquires_lock_(lock)
#define _Releases_lock_(lock)
#define _Acquires_exclusive_lock_(lock)
#define _Releases_exclusive_lock_(lock)
#define _Acquires_shared_lock_(lock)
#define _Releases_shared_lock_(lock)
#define _Requires_lock_held_(lock)
#define _Requires_lock_not_held_(lock)
#define _Guarded_by_(lock)
#define _Interlocked_operand_
#define _IRQL_requires_max_(level)

#endif  // PENSTOCK_SDK_SAL_H_
