# layering.cmake and style.cmake on small trees in ROOM that break one rule each: a check
# that catches nothing proves nothing.

cmake_minimum_required(VERSION 3.25)
set(here ${CMAKE_CURRENT_LIST_DIR})

# Puts one file beside sound ones, and expects what the check says about it.
function(expect check file text sentence)
  file(REMOVE_RECURSE ${ROOM})
  file(WRITE ${ROOM}/core/base/view.h "#include <stddef.h>\n")
  file(WRITE ${ROOM}/core/queue/join.c
       "#include <smtplogscan/plugin.h>\n#include \"base/view.h\"\n#include \"parse/a.h\"\n")
  file(WRITE ${ROOM}/core/app/main.c
       "#include \"write/a.h\"\n/* the system */ fprintf(stderr, \"\"); snprintf(a, 1, b);\n")
  file(WRITE ${ROOM}/plugins/acme.c "#include <smtplogscan/plugin.h>\n")
  file(WRITE ${ROOM}/${file} "${text}")
  execute_process(COMMAND ${CMAKE_COMMAND} -DROOT=${ROOM} -P ${here}/${check}.cmake
                  RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  string(FIND "${output}" "${sentence}" place)
  if(sentence STREQUAL "" AND NOT result EQUAL 0)
    message(SEND_ERROR "${check}: refuses ${file} with ${text}: ${output}")
  elseif(NOT sentence STREQUAL "" AND (result EQUAL 0 OR place EQUAL -1))
    message(SEND_ERROR "${check}: lets ${file} pass with ${text}: ${output}")
  endif()
endfunction()

expect(layering core/base/a.h "#include \"base/view.h\"\n" "")
expect(layering core/base/a.h "#include \"input/lines.h\"\n" "later stage than base/")
expect(layering core/parse/a.c "#include \"rules/match.h\"\n" "later stage than parse/")
expect(layering core/parse/a.c "  #  include \"queue/join.h\"\n" "later stage than parse/")
expect(layering core/write/a.c "#include \"app/message.h\"\n" "later stage than write/")
expect(layering core/rules/a.c "#include \"queue/join.h\"\n" "")
expect(layering core/rules/a.c "#include \"match.h\"\n" "no header of a stage")
expect(layering core/rules/a.c "#include \"../app/run.h\"\n" "no header of a stage")
expect(layering core/rules/a.c "#include \"base/view.c\"\n" "no header of a stage")
expect(layering core/rules/a.c "#include <smtplogscan/view.h>\n" "no public header")
expect(layering core/rules/a.c "#include HEADER\n" "names no file")
expect(layering core/extra/a.c "#include <stddef.h>\n" "is no stage")
expect(layering core/a.c "#include <stddef.h>\n" "no stage's folder")
expect(layering plugins/a.c "#include <string.h>\n" "public header alone")
expect(layering plugins/a.c "#include \"base/view.h\"\n" "public header alone")

string(REPEAT "int x;\n" 400 most)
expect(style core/base/a.c "${most}" "")
expect(style core/base/a.c "${most}int y;\n" "401 lines")
expect(style plugins/a.c "${most}int y;\n" "401 lines")
expect(style plugins/a.c "${most}SLS_PLUGIN(.name = \"a\");\n" "")
expect(style core/base/a.c "  strcpy(a, b);\n" "is banned")
expect(style core/base/a.c "  n = atoi(a);\n" "is banned")
expect(style core/base/a.c "  fgets(a, 1, b); vsnprintf(a, 1, b, c);\n" "")
expect(style core/base/a.c "  fputs(a, stderr);\n" "only app/")
expect(style core/base/arena.c "  fputs(a, stderr);\n" "")
expect(style plugins/a.c "  fputs(a, stderr);\n" "only app/")
file(REMOVE_RECURSE ${ROOM})
