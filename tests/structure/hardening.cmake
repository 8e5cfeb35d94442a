# What a release build is hardened with, read from the finished program and plugins, since a
# flag that is passed may still have been lost on the way.  The property that marks a whole
# file for CET is not asked for: Debian 12's own crti.o lacks it, so the linker leaves it
# out; the instructions it is about are counted instead.

cmake_minimum_required(VERSION 3.25)
set(faults "")

function(read variable tool file)
  execute_process(COMMAND ${tool} ${ARGN} ${file} OUTPUT_VARIABLE out RESULT_VARIABLE status)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "${tool} ${ARGN} ${file}: ${status}")
  endif()
  set(${variable} "${out}" PARENT_SCOPE)
endfunction()

function(want file text regex sentence)
  if(NOT text MATCHES "${regex}")
    set(faults ${faults} "${file}: ${sentence}" PARENT_SCOPE)
  endif()
endfunction()

function(refuse file text regex sentence)
  if(text MATCHES "${regex}")
    set(faults ${faults} "${file}: ${sentence}" PARENT_SCOPE)
  endif()
endfunction()

# A program that was built without: every check must complain of it.
if(CATCH)
  set(FOLDER ${ROOM})
  file(MAKE_DIRECTORY ${ROOM})
  file(WRITE ${ROOM}/soft.c "int main(void) { return 0; }\n")
  execute_process(COMMAND ${CC} -no-pie -fcf-protection=none -fno-stack-protector
                          -Wl,-z,norelro,-z,lazy,-z,execstack,-rpath,/tmp
                          -o ${ROOM}/smtplogscan ${ROOM}/soft.c COMMAND_ERROR_IS_FATAL ANY)
endif()

file(GLOB files ${FOLDER}/plugins/*.so)
foreach(file ${FOLDER}/smtplogscan ${files})
  read(dynamic ${READELF} ${file} --wide --dynamic)
  read(segments ${READELF} ${file} --wide --program-headers)
  read(code ${OBJDUMP} ${file} --disassemble --no-show-raw-insn)
  want(${file} "${segments}" "GNU_RELRO" "has no read-only relocations")
  want(${file} "${dynamic}" "BIND_NOW|FLAGS_1.*NOW" "is not bound when it is loaded")
  want(${file} "${segments}" "GNU_STACK +[^\n]* RW " "its stack may be run")
  refuse(${file} "${dynamic}" "RPATH|RUNPATH" "says where libraries lie")
  refuse(${file} "${dynamic}" "TEXTREL" "its code is written to")
  if(PROCESSOR MATCHES "x86_64|AMD64")
    want(${file} "${code}" "endbr64" "no jump is guarded (-fcf-protection)")
  endif()
endforeach()

# A plugin may well hold nothing to protect; the program does.
set(file ${FOLDER}/smtplogscan)
read(header ${READELF} ${file} --wide --file-header)
read(symbols ${READELF} ${file} --wide --dyn-syms)
read(code ${OBJDUMP} ${file} --disassemble --no-show-raw-insn)
want(${file} "${header}" "Type: +DYN" "is no position independent executable")
want(${file} "${symbols}" "__stack_chk_fail" "has no stack protector")
want(${file} "${symbols}" "__[a-z]+_chk@" "has no checked functions (_FORTIFY_SOURCE)")
if(PROCESSOR MATCHES "x86_64|AMD64")
  want(${file} "${code}" "orq? +.0x0,[^\n]*[(]%rsp[)]"
       "does not touch each page of a large frame (-fstack-clash-protection)")
endif()

foreach(fault ${faults})
  message("${fault}")
endforeach()
list(LENGTH faults count)
if(CATCH AND count LESS 8)
  message(FATAL_ERROR "${FOLDER}: more than these is missing: it is built without any")
elseif(faults AND NOT CATCH)
  message(FATAL_ERROR "the release build is not hardened")
endif()
