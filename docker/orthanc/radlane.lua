-- Asks radlane for a job when a study has arrived in this Orthanc (it is "stable": nothing came for StableAge seconds).
-- RADLANE_URL is the service, RADLANE_KEY_FILE a file with an API key of the scope jobs:write.
--
-- Results come back into the study, which is then stable again: what radlane made is not counted, and a study whose other
-- series are as they were is not asked for again. A call that fails is tried again with each heartbeat
-- (LuaHeartBeatPeriod), as long as this Orthanc runs.

local URL = os.getenv('RADLANE_URL') or 'http://radlane:8080'
local KEY_FILE = os.getenv('RADLANE_KEY_FILE') or '/run/secrets/trigger_key'
local TIMEOUT_SECONDS = 5 -- no other script runs meanwhile
local OURS = 'radlane' -- Manufacturer of results
local ASKED = '4711' -- user-defined metadata of a study: the series that a job was asked for

-- What is asked for: a model for each Modality.
local MODELS = {CR = 'cxr-lungs', DX = 'cxr-lungs', CT = 'ct-tissue'}

local waiting = {} -- studies that could not be asked for

local function read(path)
  local file = io.open(path, 'r')
  if file == nil then
    return nil
  end
  local text = file:read('*l')
  file:close()
  return text
end

-- The series of each model, with how many instances they have: a study that grows is asked for again.
local function wanted(study)
  local found = {}
  for _, series in ipairs(ParseJson(RestApiGet('/studies/' .. study .. '/series'))) do
    local model = MODELS[series.MainDicomTags.Modality]
    if model ~= nil and series.MainDicomTags.Manufacturer ~= OURS then
      found[model] = found[model] or {}
      table.insert(found[model], series.ID .. ' ' .. #series.Instances)
    end
  end
  return found
end

local function describe(found)
  local lines = {}
  for model, series in pairs(found) do
    table.sort(series)
    table.insert(lines, model .. ' ' .. table.concat(series, ' '))
  end
  table.sort(lines)
  return table.concat(lines, '\n')
end

local function asked(study)
  local all = ParseJson(RestApiGet('/studies/' .. study .. '/metadata?expand'))
  return all[ASKED]
end

-- Returns whether radlane has accepted the job; the answer and the study's UID are not logged.
local function ask(uid, model)
  local key = read(KEY_FILE)
  if key == nil then
    return false
  end
  local headers = {['Authorization'] = 'Bearer ' .. key, ['Content-Type'] = 'application/json'}
  if SetHttpTimeout ~= nil then -- since Orthanc 1.11.1
    SetHttpTimeout(TIMEOUT_SECONDS)
  end
  local done, answer = pcall(HttpPost, URL .. '/v1/jobs', DumpJson({study = uid, model = model}), headers)
  if not done or answer == nil then
    return false
  end
  -- Orthanc hands the body of a refusal over too: a job has an id, a problem has a code
  local read, job = pcall(ParseJson, answer)
  return read and type(job) == 'table' and job.id ~= nil and job.code == nil
end

local function consider(study)
  local found = wanted(study)
  local series = describe(found)
  waiting[study] = nil
  if series == '' or series == asked(study) then
    return
  end
  local uid = ParseJson(RestApiGet('/studies/' .. study)).MainDicomTags.StudyInstanceUID
  for model, _ in pairs(found) do
    if not ask(uid, model) then
      waiting[study] = true
      print('radlane: the job of study ' .. study .. ' was not accepted')
      return
    end
  end
  RestApiPut('/studies/' .. study .. '/metadata/' .. ASKED, series)
end

function OnStableStudy(study, tags, metadata)
  consider(study)
end

function OnDeletedStudy(study)
  waiting[study] = nil
end

-- One that fails is enough: no other script runs meanwhile, and nothing is received.
function OnHeartBeat()
  for study, _ in pairs(waiting) do
    consider(study)
    if waiting[study] ~= nil then
      return
    end
  end
end
