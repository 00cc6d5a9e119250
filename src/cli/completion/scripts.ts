/**
 * The script for each shell. All of them call `idv completion words`, which prints one candidate per line, with its help after a tab, and
 * at the end `:files` with the endings that fit.
 */

const bash = `# idv for bash: source <(idv completion bash)
_idv() {
  local line cur tail given words
  line="\${COMP_LINE:0:COMP_POINT}"
  read -ra words <<<"$line"
  [[ "$line" == *[[:space:]] ]] && words+=("")
  cur="\${words[\${#words[@]}-1]}"
  # bash breaks words at = and :, and wants only what comes after the last of them.
  tail="\${cur##*[=:]}"
  given="\${cur%"$tail"}"
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ "$line" == :files* ]]; then
      compopt -o filenames 2>/dev/null
      local file endings=" \${line#:files} "
      while IFS= read -r file; do
        if [[ -d "$file" || "$endings" == "  " ]]; then COMPREPLY+=("$file")
        elif [[ "$endings" == *" \${file##*.} "* ]]; then COMPREPLY+=("$file"); fi
      done < <(compgen -f -- "$tail")
    else
      line="\${line%%$'\\t'*}"
      COMPREPLY+=("\${line#"$given"}")
    fi
  done < <(idv completion words -- "\${words[@]:1}" 2>/dev/null)
}
complete -F _idv idv
`;

const zsh = `#compdef idv
# idv for zsh: source <(idv completion zsh), or as _idv in a folder of $fpath
_idv() {
  local line value
  local -a values
  local files=0 endings=""
  while IFS= read -r line; do
    if [[ "$line" == :files* ]]; then
      files=1
      endings="\${\${line#:files}# }"
    else
      value="\${line%%$'\\t'*}"
      values+=("\${value//:/\\\\:}:\${line#*$'\\t'}")
    fi
  done < <(idv completion words -- "\${(@)words[2,CURRENT]}" 2>/dev/null)
  (( \${#values} )) && _describe -V idv values
  if (( files )); then
    if [[ "$endings" == "/" ]]; then _files -/
    elif [[ -n "$endings" ]]; then _files -g "*.(\${endings// /|})(-.)"
    else _files; fi
  fi
}
compdef _idv idv
`;

const fish = `# idv for fish: idv completion fish | source
function __idv_complete
  set -l words (commandline -opc)
  set -l current (commandline -ct)
  for line in (idv completion words -- $words[2..-1] "$current" 2>/dev/null)
    if string match -q ':files*' -- $line
      set -l endings (string split -n ' ' -- (string replace -r '^:files ?' '' -- $line))
      for file in (__fish_complete_path $current)
        set -l name (string split -m 1 \\t -- $file)[1]
        set -l ending (string replace -r '.*\\.' '' -- $name)
        if test (count $endings) -eq 0; or string match -q '*/' -- $name; or contains -- $ending $endings
          echo $name
        end
      end
    else
      echo $line
    end
  end
end
complete -c idv -f -k -a '(__idv_complete)'
`;

const powershell = `# idv for PowerShell: idv completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName idv -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @($commandAst.CommandElements | Where-Object { $_.Extent.StartOffset -lt $cursorPosition } | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
  if ($wordToComplete -eq '') { $words += '' }
  & idv completion words -- @words 2>$null | ForEach-Object {
    if ($_ -like ':files*') {
      $endings = @($_.Substring(6).Split(' ', [StringSplitOptions]::RemoveEmptyEntries))
      Get-ChildItem -Path "$wordToComplete*" | Where-Object { $_.PSIsContainer -or $endings.Count -eq 0 -or $endings -contains $_.Extension.TrimStart('.') } |
        ForEach-Object { $path = Resolve-Path -Relative $_.FullName; [System.Management.Automation.CompletionResult]::new($path, $_.Name, 'ProviderItem', $_.Name) }
    } else {
      $value, $help = $_ -split "\`t", 2
      if (-not $help) { $help = $value }
      [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $help)
    }
  }
}
`;

/** The scripts, by the name of the shell. */
export const completionScripts: Readonly<Record<string, string>> = { bash, zsh, fish, powershell };
